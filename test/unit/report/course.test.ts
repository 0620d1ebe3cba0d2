import { describe, expect, it } from 'vitest';
import { DAY, type SimTime, timeOf, YEAR } from '../../../src/core/time.ts';
import type { ActingEffect } from '../../../src/physiology/effect.ts';
import type { Entry } from '../../../src/record/kinds/index.ts';
import { edgesOf, shareActing, signalCourse, signalsToShow } from '../../../src/report/course/course.ts';
import { lanesOf, longest } from '../../../src/report/course/lanes.ts';
import { courseOf, windowOf } from '../../../src/report/course/life.ts';
import { influencesOn } from '../../../src/report/course/touched.ts';
import { courseFigure } from '../../../src/report/picture/course-figure.ts';
import { inPage, page, svgFile } from '../../../src/report/picture/page.ts';
import { atAge, BORN, baseline, catalogue, derived, somebody } from '../../support/signals.ts';
import { elementsOf } from '../../support/well-formed.ts';

const { all, named } = catalogue([
  baseline('Low', {}, { referenceRanges: [{ sex: null, from: 40, below: 200, low: 90, high: null }] }),
  baseline('Total'),
  baseline('Follower', {}, { follows: [{ signal: 'Low', perUnit: 2 }] }),
  baseline('Untouched'),
  baseline('Of Men', {}, { sex: 'M' }),
  derived('Rest', 'non-hdl-cholesterol', ['Total', 'Low']),
]);

function effect(fields: Partial<ActingEffect> = {}): ActingEffect {
  return {
    signal: named('Low'),
    change: 'add',
    size: 30,
    from: atAge(40),
    until: () => atAge(50),
    buildUp: YEAR,
    wearOff: YEAR / 2,
    cause: 'm: Rises <fast>',
    ...fields,
  };
}

function affected(...effects: readonly ActingEffect[]) {
  const { signals } = somebody(all, 0);
  for (const one of effects) signals.act(one);
  return { sex: 'F', birth: BORN, signals, entries: [] as readonly Entry[] };
}

describe('what acts on signals', () => {
  it('reaches those that follow, and those worked out from them', () => {
    const told = influencesOn(all, affected(effect()).signals);
    const names = [...told].map(([{ name }, list]) => [name, list.map(({ by }) => by?.name ?? null)]);
    expect(names.sort()).toEqual([
      ['Follower', ['Low']],
      ['Low', [null]],
      ['Rest', ['Low']],
    ]);
  });

  it('is not what a script said from the beginning', () => {
    const told = influencesOn(all, affected(effect({ from: Number.NEGATIVE_INFINITY })).signals);
    expect(told.size).toBe(0);
  });

  it('turns where it begins, is built up, ends and is worn off', () => {
    expect(edgesOf(effect())).toEqual([atAge(40) - 1, atAge(40), atAge(41), atAge(50), atAge(50) + YEAR / 2]);
    expect(edgesOf(effect({ until: () => Number.POSITIVE_INFINITY }))).toHaveLength(3);
  });

  it('acts in part while it builds up, and as a whole or not where it adds per year', () => {
    expect(shareActing(effect(), atAge(41))).toBeCloseTo(1 - Math.exp(-3), 9);
    const yearly = effect({ change: 'add-per-year' });
    expect([39, 45, 51].map((age) => shareActing(yearly, atAge(age)))).toEqual([0, 1, 0]);
  });

  it('is shown first, then what is always of interest', () => {
    const { signals } = affected(effect(), effect(), effect({ signal: named('Total') }));
    const shown = signalsToShow(all, signals, ['Untouched', 'Low', 'Nobody knows this'], 3);
    expect([...shown].map(([{ name }, list]) => [name, list.length])).toEqual([
      ['Low', 2],
      ['Total', 1],
      ['Untouched', 0],
    ]);
  });
});

describe('the course of a signal', () => {
  const window = { from: atAge(35), to: atAge(60) };

  it('shows the effect, and only while it acts', () => {
    const person = affected(effect());
    const plain = affected();
    const influences = influencesOn(all, person.signals).get(named('Low')) ?? [];
    const { usual, measured, normal } = signalCourse(named('Low'), person, window, influences);
    for (const { t, value } of usual) {
      const without = plain.signals.usual(named('Low'), t);
      expect(value - without).toBeCloseTo(30 * shareActing(effect(), t), 6);
    }
    expect(usual.some(({ t }) => t === atAge(40))).toBe(true);
    expect(usual.some(({ t }) => t === atAge(40) - 1)).toBe(true);
    expect(measured[0]).toEqual({ t: window.from, value: person.signals.reading(named('Low'), window.from) });
    expect(normal).toMatchObject([{ low: 90, high: null, to: window.to }]);
    // The range begins at an age between two points of the line.
    expect(normal[0]?.from).toBeGreaterThanOrEqual(atAge(40));
    expect(normal[0]?.from).toBeLessThan(atAge(40) + (window.to - window.from) / 200);
  });

  it('has all that something acts on, most acted on first', () => {
    const course = courseOf(all, affected(effect(), effect(), effect({ signal: named('Total') })), window, undefined);
    expect(course?.signals.map(({ signal }) => signal.name).slice(0, 2)).toEqual(['Low', 'Total']);
    expect(course?.signals.map(({ signal }) => signal.name).sort()).toEqual(['Follower', 'Low', 'Rest', 'Total']);
  });

  it('is undefined where nothing acts, is shown of what is named, and refused of what a person does not have', () => {
    expect(courseOf(all, affected(), window, undefined)).toBeUndefined();
    expect(courseOf(all, affected(), window, [named('Untouched')])?.signals).toHaveLength(1);
    expect(() => courseOf(all, affected(), window, [named('Of Men')])).toThrow('women have no Of Men');
  });

  it('of a script goes on until all is built up', () => {
    const { signals } = affected(effect({ until: () => Number.POSITIVE_INFINITY }));
    expect(windowOf(all, { signals }, atAge(40), atAge(40))).toEqual({ from: atAge(40), to: atAge(42) });
    expect(windowOf(all, { signals: affected().signals }, atAge(40), atAge(40)).to).toBe(atAge(40) + 90 * DAY);
  });
});

function entry(
  kind: 'condition' | 'medication',
  code: string,
  start: SimTime,
  stop: SimTime | null,
  onset = start,
): Entry {
  const codes = [{ system: 'S', code, display: `${code} (disorder)` }];
  return { kind, codes, start, stop, onset, administered: false } as unknown as Entry;
}

describe('conditions and drugs of a life', () => {
  const day = (n: number) => timeOf(2020, 1, 1) + n * DAY;
  const entries = [
    entry('medication', 'drug', day(10), day(40)),
    entry('medication', 'drug', day(40), day(70)),
    entry('medication', 'drug', day(100), null),
    entry('condition', 'ill', day(8), day(60), day(2)),
    { ...entry('medication', 'shot', day(1), day(1)), administered: true } as Entry,
    entry('condition', 'cold', day(5), day(9)),
  ];

  it('are lanes by code, renewed orders as one, conditions from their onset', () => {
    const lanes = lanesOf(entries, day(200), 0);
    expect(lanes.map(({ kind, text, spans }) => [kind, text, spans])).toEqual([
      ['condition', 'ill', [{ from: day(2), to: day(60) }]],
      ['condition', 'cold', [{ from: day(5), to: day(9) }]],
      [
        'drug',
        'drug',
        [
          { from: day(10), to: day(70) },
          { from: day(100), to: null },
        ],
      ],
    ]);
  });

  it('are left out where they are short, or many', () => {
    expect(lanesOf(entries, day(200), 5 * DAY).map(({ text }) => text)).toEqual(['ill', 'drug']);
    expect(longest(lanesOf(entries, day(200), 0), 1, day(200)).map(({ text }) => text)).toEqual(['drug']);
  });
});

describe('the figure of a course', () => {
  const person = affected(effect());
  const entries = [entry('condition', 'A & B <ill>', atAge(40), null)];
  const course = courseOf(all, { ...person, entries }, { from: atAge(35), to: atAge(60) }, undefined);
  if (!course) throw new Error('something acts');
  const figure = courseFigure(course, 'A "life" & more');

  it('is well-formed as a file and in a page, with everything that is shown in it', () => {
    const file = svgFile(figure);
    expect(elementsOf(file)[0]).toBe('svg');
    expect(file).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(file).not.toContain('var(--');
    for (const text of ['Low', 'Follower', 'Rest', 'A &amp; B &lt;ill&gt;', 'm: Rises &lt;fast&gt;', '2020']) {
      expect(file).toContain(text);
    }
    const html = page('T', inPage(figure));
    expect(elementsOf(html).slice(0, 2)).toEqual(['html', 'head']);
    expect(html).not.toMatch(/(?:src|href)=|<script|url\(/);
  });

  it('has no coordinate that is not a number, and none outside the picture', () => {
    const file = svgFile(figure);
    expect(file).not.toMatch(/NaN|undefined|Infinity/);
    for (const [, x = ''] of file.matchAll(/ (?:x|cx)="([-\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(figure.width);
    }
  });
});
