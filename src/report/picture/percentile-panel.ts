import type { ComparedBand, ComparedSignal } from '../labs/compare.ts';
import { el, type Markup, pathThrough } from './markup.ts';
import { fitting, linear, type Scale } from './scale.ts';
import { tickText, unitText } from './words.ts';

const HEIGHT = 172;
const WIDTH = 330;
const LEFT = 42;
const RIGHT = 6;
const TOP = 18;
const BOTTOM = 20;
const GAP = 12;
/** Bands that are open at the end are drawn up to here. */
const OLDEST = 90;

const SEXES = { F: 'Female', M: 'Male' } as const;
const TICKS = 5;

/** Percentiles of one quantity over age, by sex: published ones as ribbons (5 to 95, 25 to 75, and the median), ours as lines. */
export function percentilePanel(compared: ComparedSignal): Markup {
  const { signal, unit, bands } = compared;
  const sexes = (['F', 'M'] as const).filter((sex) => bands.some((band) => band.sex === sex));
  const y = fitting(
    bands.flatMap((band) => [...band.published, ...oursOf(band)].map(({ value }) => value)),
    HEIGHT - BOTTOM,
    TOP,
    TICKS,
  );
  const width = (WIDTH - LEFT - RIGHT - GAP * (sexes.length - 1)) / Math.max(1, sexes.length);
  const oldest = Math.max(20, ...bands.map(({ to }) => Math.min(to + 1, OLDEST)));
  const title = `${signal} in ${unitText(unit)} by age: published percentiles and ours, ${sexes.map((sex) => SEXES[sex].toLowerCase()).join(' and ')}`;
  return el(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title },
    el('title', {}, title),
    y.ticks.map((tick) =>
      el('text', { x: LEFT - 5, y: y.at(tick) + 3, 'text-anchor': 'end', class: 'soft' }, tickText(tick, y.decimals)),
    ),
    sexes.map((sex, i) => {
      const left = LEFT + i * (width + GAP);
      const own = bands.filter((band) => band.sex === sex);
      return plot(SEXES[sex], own, linear(0, oldest, left, left + width), y, [left, left + width]);
    }),
  );
}

function plot(
  label: string,
  bands: readonly ComparedBand[],
  x: Scale,
  y: Scale,
  [left, right]: readonly [number, number],
): Markup {
  const grid = y.ticks.map((tick) => `M${left} ${y.at(tick)}H${right}`).join('');
  const ages = [0, 20, 40, 60, 80].filter((age) => x.at(age) < right);
  const line = (p: number) => stepped(bands, x, y, p, oursOf);
  return el(
    'g',
    {},
    el('path', { d: grid, class: 'grid' }),
    ribbon(bands, x, y, [0.05, 0.95], 'wide'),
    ribbon(bands, x, y, [0.25, 0.75], 'narrow'),
    el('path', { d: stepped(bands, x, y, 0.5, ({ published }) => published), class: 'middle' }),
    el('path', { d: [0.05, 0.25, 0.75, 0.95].map(line).join(''), class: 'ours' }),
    el('path', { d: line(0.5), class: 'ours-middle' }),
    el('text', { x: (left + right) / 2, y: 11, 'text-anchor': 'middle', class: 'soft' }, label),
    ages.map((age) => el('text', { x: x.at(age), y: HEIGHT - 6, 'text-anchor': 'middle', class: 'soft' }, String(age))),
  );
}

interface Point {
  readonly p: number;
  readonly value: number;
}

function oursOf({ percentiles }: ComparedBand): readonly Point[] {
  return percentiles.map(({ p, ours }) => ({ p, value: ours }));
}

function valueAt(points: readonly Point[], p: number): number {
  return points.find((point) => point.p === p)?.value ?? Number.NaN;
}

/** From the lower to the upper percentile, a rectangle a band: percentiles are those of all its ages together. */
function ribbon(
  bands: readonly ComparedBand[],
  x: Scale,
  y: Scale,
  [low, high]: readonly [number, number],
  name: string,
): Markup {
  const d = bands.map(({ from, to, published }) => {
    const [bottom, top] = [y.at(valueAt(published, low)), y.at(valueAt(published, high))];
    if (Number.isNaN(bottom) || Number.isNaN(top)) return '';
    const [a, b] = [x.at(from), x.at(to + 1)];
    return `${pathThrough([
      [a, bottom],
      [a, top],
      [b, top],
      [b, bottom],
    ])}Z`;
  });
  return el('path', { d: d.join(''), class: name });
}

/** A percentile as a line with a step from band to band; broken where a band has none. */
function stepped(
  bands: readonly ComparedBand[],
  x: Scale,
  y: Scale,
  p: number,
  pointsOf: (band: ComparedBand) => readonly Point[],
): string {
  return pathThrough(
    bands.flatMap((band, i) => {
      const level = y.at(valueAt(pointsOf(band), p));
      const gap = i > 0 && bands[i - 1]?.to !== band.from - 1 ? [[Number.NaN, Number.NaN] as const] : [];
      return [...gap, [x.at(band.from), level] as const, [x.at(band.to + 1), level] as const];
    }),
  );
}
