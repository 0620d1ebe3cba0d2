import { formatDate, type SimTime, YEAR } from '../../core/time.ts';
import type { Course, SignalCourse } from '../course/course.ts';
import type { Lane } from '../course/lanes.ts';
import type { Influence } from '../course/touched.ts';
import { el, type Markup, pathThrough } from './markup.ts';
import { fitting, linear, type Scale, timeTicks } from './scale.ts';
import { cut, tickText, unitText, valueText } from './words.ts';

const WIDTH = 900;
const LEFT = 232;
const RIGHT = 12;
const LANE = 17;
const PANEL = 92;
const GAP = 16;
/** Characters of a name beside a lane. */
const NAME = 38;
const TICKS = 12;

const HEADS = { condition: 'Conditions', drug: 'Drugs' } as const;

/** A figure of a height. */
export interface Figure {
  readonly markup: readonly Markup[];
  readonly width: number;
  readonly height: number;
  readonly title: string;
}

/** Conditions and drugs as bars over time, and beneath them, on the same time, each signal with what is normal shaded. */
export function courseFigure(course: Course, title: string): Figure {
  const x = linear(course.from, course.to, LEFT, WIDTH - RIGHT);
  const bars = laneRows(course, x, 30);
  const panels = course.signals.map((signal, i) => panel(signal, x, bars.height + GAP + i * (PANEL + GAP)));
  const bottom = bars.height + course.signals.length * (PANEL + GAP) + 4;
  const threads = course.lanes.map(({ spans }) => {
    const begin = spans[0]?.from ?? Number.NaN;
    return begin > course.from ? `M${x.at(begin)} 30V${bottom}` : '';
  });
  const markup = [
    legend(),
    ...bars.markup,
    ...panels,
    el('path', { d: threads.join(''), class: 'thread' }),
    ...axis(course, x, bottom),
  ];
  return { markup, width: WIDTH, height: bottom + 34, title };
}

function legend(): Markup {
  const at = (i: number) => LEFT + i * 150;
  return el(
    'g',
    {},
    el('path', { d: `M${at(0)} 10h18`, class: 'usual' }),
    el('text', { x: at(0) + 23, y: 13.5 }, 'usual value (true)'),
    el('circle', { cx: at(1) + 4, cy: 10, r: 1.8, class: 'dot' }),
    el('text', { x: at(1) + 12, y: 13.5 }, 'as it would measure'),
    el('circle', { cx: at(2) + 5, cy: 10, r: 3.6, class: 'seen' }),
    el('text', { x: at(2) + 14, y: 13.5 }, 'measured, on record'),
    el('rect', { x: at(3), y: 4, width: 18, height: 12, class: 'normal' }),
    el('text', { x: at(3) + 23, y: 13.5 }, 'normal'),
    el('path', { d: marker(at(3) + 83, 6), class: 'begin' }),
    el('text', { x: at(3) + 91, y: 13.5 }, 'effect begins'),
  );
}

function marker(x: number, y: number): string {
  return `M${x - 3.5} ${y}h7l-3.5 6z`;
}

function laneRows(
  { lanes, lanesLeftOut, to }: Course,
  x: Scale,
  top: number,
): { markup: readonly Markup[]; height: number } {
  const markup: Markup[] = [];
  let y = top;
  for (const kind of ['condition', 'drug'] as const) {
    const own = lanes.filter((lane) => lane.kind === kind);
    if (own.length === 0) continue;
    markup.push(el('text', { x: 8, y: y + 12, class: 'strong' }, HEADS[kind]));
    y += LANE;
    for (const lane of own) {
      markup.push(bar(lane, x, y, to));
      y += LANE;
    }
  }
  if (lanesLeftOut > 0) {
    const text = `and ${lanesLeftOut} that lasted shorter`;
    markup.push(el('text', { x: LEFT - 10, y: y + 12, 'text-anchor': 'end', class: 'soft' }, text));
    y += LANE;
  }
  return { markup, height: y };
}

function bar({ kind, text, spans }: Lane, x: Scale, y: number, end: SimTime): Markup {
  const boxes = spans.map(({ from, to }) => {
    const [left, right] = [x.at(from), x.at(to ?? end)];
    // Drugs are thinner, so that colour is not all that tells them from conditions.
    const height = kind === 'drug' ? 6 : 11;
    const box = { x: left, y: y + (LANE - height) / 2, width: Math.max(2, right - left), height, rx: 2, class: kind };
    const said = `${text}: ${formatDate(from)} to ${to === null ? 'now' : formatDate(to)}`;
    return el('rect', box, el('title', {}, said));
  });
  const name = el('text', { x: LEFT - 10, y: y + 12, 'text-anchor': 'end' }, cut(text, NAME), el('title', {}, text));
  return el('g', {}, name, boxes);
}

function panel({ signal, normal, usual, measured, observed, influences }: SignalCourse, x: Scale, top: number): Markup {
  const bottom = top + PANEL;
  const y = fitting(
    [...usual, ...measured, ...observed].map(({ value }) => value),
    bottom,
    top,
    3,
  );
  const [left, right] = [LEFT, WIDTH - RIGHT];
  const limits = { low: bottom, high: top };
  const point = ({ t, value }: { readonly t: SimTime; readonly value: number }) => [x.at(t), y.at(value)] as const;
  return el(
    'g',
    {},
    normal.map(({ from, to, low, high }) => {
      const [upper, lower] = [high === null ? limits.high : y.at(high), low === null ? limits.low : y.at(low)];
      const box = { x: x.at(from), y: upper, width: x.at(to) - x.at(from), height: Math.max(0, lower - upper) };
      return el('rect', { ...box, class: 'normal' });
    }),
    y.ticks.map((tick) => [
      el('path', { d: `M${left} ${y.at(tick)}H${right}`, class: 'grid' }),
      el('text', { x: left - 6, y: y.at(tick) + 3, 'text-anchor': 'end', class: 'soft' }, tickText(tick, y.decimals)),
    ]),
    measured.flatMap((one) =>
      Number.isNaN(one.value) ? [] : [el('circle', { cx: x.at(one.t), cy: y.at(one.value), r: 1.5, class: 'dot' })],
    ),
    el('path', { d: pathThrough(usual.map(point)), class: 'usual' }),
    observed.map((one) => {
      const said = `${formatDate(one.t)}: ${valueText(one.value, signal.decimals)} ${unitText(signal.unit)}`;
      const [cx, cy] = point(one);
      return el('circle', { cx, cy, r: 3.2, class: 'seen' }, el('title', {}, said));
    }),
    influences.flatMap((influence) => beginMark(influence, x, top)),
    el('path', { d: `M${left} ${top}V${bottom}H${right}`, class: 'frame' }),
    el('text', { x: 8, y: top + 14, class: 'strong' }, cut(signal.name, 29)),
    el('text', { x: 8, y: top + 28, class: 'soft' }, unitText(signal.unit)),
  );
}

function beginMark({ effect, by }: Influence, x: Scale, top: number): readonly Markup[] {
  if (by !== null) return [];
  const said = `${effect.cause}, from ${formatDate(effect.from)}`;
  return [el('path', { d: marker(x.at(effect.from), top - 6), class: 'begin' }, el('title', {}, said))];
}

/** Dates, and the age then. */
function axis({ from, to, birth }: Course, x: Scale, y: number): readonly Markup[] {
  const ticks = timeTicks(from, to, TICKS);
  return [
    el('path', { d: ticks.map(({ t }) => `M${x.at(t)} ${y - 4}v4`).join(''), class: 'frame' }),
    ...ticks.map(({ t, text }) => el('text', { x: x.at(t), y: y + 12, 'text-anchor': 'middle' }, text)),
    ...ticks.map(({ t }) =>
      el(
        'text',
        { x: x.at(t), y: y + 25, 'text-anchor': 'middle', class: 'soft' },
        String(Math.floor((t - birth) / YEAR)),
      ),
    ),
    el('text', { x: 8, y: y + 12 }, 'date'),
    el('text', { x: 8, y: y + 25, class: 'soft' }, 'age in years'),
  ];
}
