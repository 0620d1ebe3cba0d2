import { describe, expect, it } from 'vitest';
import { YEAR } from '../../../src/core/time.ts';
import { loadLabSurvey } from '../../../src/reference/lab-survey.ts';
import { labsJson } from '../../../src/report/labs/json.ts';
import { labsPage } from '../../../src/report/labs/page.ts';
import { livingPerson } from '../../../src/report/labs/people.ts';
import { type LabsRequest, labsReport } from '../../../src/report/labs/report.ts';
import { correlationMap, correlationScatter } from '../../../src/report/picture/correlation-map.ts';
import { percentilePanel } from '../../../src/report/picture/percentile-panel.ts';
import { snomed } from '../../support/records.ts';
import { chain, delay, encounter, native, programOf } from '../../support/scripts.ts';
import { elementsOf } from '../../support/well-formed.ts';
import { worldOf } from '../../support/world.ts';

/** At 30 an illness begins, which adds to one signal. */
const program = programOf(
  native(
    chain({
      Wait: delay(30, 'years'),
      Visit: encounter('ambulatory'),
      Ill: { type: 'ConditionOnset', codes: [snomed('1', 'Illness of a test')] },
      Rises: { type: 'Effect', signal: 'LDL Cholesterol', change: 'add', exact: { quantity: 500 }, while: 'Ill' },
      Leave: { type: 'EncounterEnd' },
    }),
  ),
);
const world = worldOf(program);
const survey = loadLabSurvey();
/** Enough that bands of ages have people to compare. */
const LIVES = 500;

function reported(more: Partial<LabsRequest> = {}) {
  const counts: number[] = [];
  const report = labsReport({ world, survey, lives: LIVES, healthy: false, ...more }, (lives) => counts.push(lives));
  return { report, counts };
}

describe('the report on signals', () => {
  const { report, counts } = reported();

  it('reads who is alive, and tells each life that is made', () => {
    expect(counts).toEqual(Array.from({ length: LIVES }, (_, i) => i + 1));
    expect(report.living).toBeGreaterThan(LIVES / 2);
    expect(report.living).toBeLessThan(LIVES);
    expect(report.faults).toEqual([]);
    const unbroken = report.quantities.find(({ signal }) => signal === 'Body Temperature');
    expect(unbroken?.n).toBe(report.living);
  });

  it('is the same again, and sees what acts unless nobody runs', () => {
    expect(labsJson(reported().report, { seed: 's', referenceDate: 'd' })).toEqual(
      labsJson(report, { seed: 's', referenceDate: 'd' }),
    );
    const worst = (of: typeof report) => of.quantities.find(({ signal }) => signal === 'LDL Cholesterol')?.worst;
    expect(worst(report)?.near).toBe(false);
    expect(worst(report)?.ours).toBeGreaterThan(400);
    expect(worst(reported({ healthy: true }).report)?.ours).toBeLessThan(400);
  });

  it('compares only what is asked for, and shows the person who is asked for', () => {
    const ldl = program.signals.named('LDL Cholesterol');
    if (!ldl) throw new Error('the program has LDL cholesterol');
    const slots = Array.from({ length: LIVES }, (_, slot) => slot);
    const slot = slots.find((one) => livingPerson(world, one, false)) as number;
    const { report: one } = reported({ only: new Set([ldl]), person: slot });
    expect(one.quantities.map(({ signal }) => signal)).toEqual(['LDL Cholesterol']);
    expect(one.person?.slot).toBe(slot);
    expect(one.person?.course.signals.map(({ signal }) => signal)).toEqual([ldl]);
    const dead = slots.find((other) => !livingPerson(world, other, false)) as number;
    expect(() => reported({ person: dead })).toThrow(`the person in slot ${dead} is not alive at the reference date`);
  });

  it('shows somebody on whom something acts', () => {
    const { course } = report.person ?? {};
    expect(course?.signals[0]?.signal.name).toBe('LDL Cholesterol');
    expect(course?.lanes.map(({ text }) => text)).toEqual(['Illness of a test']);
    expect(course?.lanes[0]?.spans[0]?.from).toBeGreaterThanOrEqual((course?.birth ?? 0) + 30 * YEAR - 10 * 86_400_000);
  });

  it('is a page that needs nothing else, and is well-formed', () => {
    const groups = new Map([['LDL Cholesterol', 'Fats & others']]);
    const html = labsPage(report, { made: 'made by <a test>', groups });
    expect(elementsOf(html).filter((name) => name === 'svg').length).toBe(report.quantities.length + 4 + 1);
    expect(html).toContain('made by &lt;a test&gt;');
    expect(html).toContain('<h3>Fats &amp; others</h3>');
    expect(html).not.toMatch(/(?:src|href)=|<script|url\(|@import/);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
    const [, ...pictures] = html.split('<svg');
    expect(pictures.every((picture) => /^[^>]* role="img" aria-label="[^"]+"/.test(picture))).toBe(true);
  });

  it('is data without values that JSON does not have', () => {
    const text = JSON.stringify(labsJson(report, { seed: 's', referenceDate: '2026-01-01' }));
    expect(JSON.parse(text)).toMatchObject({
      seed: 's',
      lives: LIVES,
      correlations: { atEqualAgeAndSex: { pairs: expect.any(Array) } },
      person: { signals: expect.any(Array) },
    });
    expect(text).not.toContain('"ours":null');
  });
});

describe('figures', () => {
  const { report } = reported({ lives: 20 });

  it('draw a percentile where it lies', () => {
    const compared = report.quantities.find(({ signal }) => signal === 'Prostate Specific Antigen');
    if (!compared) throw new Error('the program has this signal');
    const { markup } = percentilePanel(compared);
    elementsOf(markup);
    // Men alone have it.
    expect(markup).toContain('>Male<');
    expect(markup).not.toContain('>Female<');
  });

  it('have what is published above the diagonal, what is ours below', () => {
    const pairs = [{ between: [0, 1], published: 0.4, ours: -0.8 }] as const;
    const { markup } = correlationMap(['A', 'B'], pairs, 'title');
    elementsOf(markup);
    const cells = [
      ...markup.matchAll(/<rect x="([\d.]+)" y="([\d.]+)"[^>]* class="(\w+)" fill-opacity="([\d.]+)"><title>/g),
    ];
    const [above, below] = cells.map(([, x, y, name, opacity]) => ({ x: Number(x), y: Number(y), name, opacity }));
    expect([above?.name, above?.opacity, below?.name, below?.opacity]).toEqual(['positive', '0.5', 'negative', '1']);
    // One cell to the right of the lower, one above it.
    expect((above?.x ?? 0) - (below?.x ?? 0)).toBeCloseTo((below?.y ?? 0) - (above?.y ?? 0), 6);
    expect(above?.x).toBeGreaterThan(below?.x ?? Number.POSITIVE_INFINITY);
    expect(correlationScatter(['A', 'B'], pairs, 'title').markup).toContain('A and B: published 0.40, ours −0.80');
  });
});
