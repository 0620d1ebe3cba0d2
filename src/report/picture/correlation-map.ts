import type { ComparedPair } from '../labs/correlate.ts';
import { el, type Markup } from './markup.ts';
import { linear } from './scale.ts';
import { correlationText } from './words.ts';

const CELL = 17;
const NAMES = 190;
const HEAD = 158;
/** The names above slant to the right. */
const SLANT = 96;
/** From here on a cell has its full colour. */
const FULL = 0.8;

/** One square with two triangles: above the diagonal what is published, below what is ours. */
export function correlationMap(quantities: readonly string[], pairs: readonly ComparedPair[], title: string): Markup {
  const shown = quantities.map((_, i) => i).filter((i) => pairs.some(({ between }) => between.includes(i)));
  const placeOf = new Map(shown.map((i, place) => [i, place]));
  const size = shown.length * CELL;
  return el(
    'svg',
    { viewBox: `0 0 ${NAMES + size + SLANT} ${HEAD + size + 22}`, role: 'img', 'aria-label': title },
    el('title', {}, title),
    shown.map((i, place) => names(quantities[i] as string, place)),
    pairs.flatMap(({ between, published, ours }) => {
      const [a, b] = between.map((i) => placeOf.get(i) as number).sort((one, other) => one - other) as [number, number];
      const of = `${quantities[between[0]]} and ${quantities[between[1]]}`;
      const said = `${of}: published ${correlationText(published)}, ours ${correlationText(ours)}`;
      return [cell(b, a, published, said), cell(a, b, ours, said)];
    }),
    shown.map((_, place) =>
      el('rect', { x: NAMES + place * CELL, y: HEAD + place * CELL, width: CELL, height: CELL, class: 'grid' }),
    ),
    el('rect', { x: NAMES, y: HEAD, width: size, height: size, class: 'frame' }),
    legend(NAMES, HEAD + size + 6),
  );
}

function names(name: string, place: number): readonly Markup[] {
  const middle = (place + 0.5) * CELL;
  const head = `translate(${NAMES + middle + 3} ${HEAD - 5}) rotate(-60)`;
  return [
    el('text', { x: NAMES - 6, y: HEAD + middle + 3.5, 'text-anchor': 'end' }, name),
    el('text', { transform: head }, name),
  ];
}

function cell(column: number, row: number, r: number, said: string): Markup {
  return el(
    'rect',
    {
      ...{ x: NAMES + column * CELL + 0.5, y: HEAD + row * CELL + 0.5, width: CELL - 1, height: CELL - 1 },
      ...{ class: r < 0 ? 'negative' : 'positive', 'fill-opacity': strength(r) },
    },
    el('title', {}, said),
  );
}

function strength(r: number): number {
  return Math.min(1, Math.abs(r) / FULL);
}

function legend(x: number, y: number): readonly Markup[] {
  const marks = [-0.8, -0.4, -0.2, 0, 0.2, 0.4, 0.8];
  return marks.flatMap((r, i) => [
    el('rect', {
      ...{ x: x + i * 54, y, width: 12, height: 12, class: r < 0 ? 'negative' : 'positive' },
      'fill-opacity': strength(r),
    }),
    el('rect', { x: x + i * 54, y, width: 12, height: 12, class: 'frame' }),
    el('text', { x: x + i * 54 + 17, y: y + 10, class: 'soft' }, r === 0 ? '0' : correlationText(r)),
  ]);
}

const SIDE = 360;
const MARGIN = 46;
const RIGHT = 16;

/** Every pair as a dot: the published correlation across, ours up. */
export function correlationScatter(
  quantities: readonly string[],
  pairs: readonly ComparedPair[],
  title: string,
): Markup {
  const x = linear(-1, 1, MARGIN, SIDE - RIGHT, 5);
  const y = linear(-1, 1, SIDE - MARGIN, 8, 5);
  const corner = (from: number, to: number, off: number) =>
    `M${x.at(from)} ${y.at(from + off)}L${x.at(to)} ${y.at(to + off)}`;
  return el(
    'svg',
    { viewBox: `0 0 ${SIDE} ${SIDE}`, role: 'img', 'aria-label': title },
    el('title', {}, title),
    x.ticks.map((tick) => [
      el('path', { d: `M${x.at(tick)} 8V${SIDE - MARGIN}M${MARGIN} ${y.at(tick)}H${SIDE - RIGHT}`, class: 'grid' }),
      el(
        'text',
        { x: x.at(tick), y: SIDE - MARGIN + 14, 'text-anchor': 'middle', class: 'soft' },
        correlationText(tick),
      ),
      el('text', { x: MARGIN - 6, y: y.at(tick) + 3, 'text-anchor': 'end', class: 'soft' }, correlationText(tick)),
    ]),
    el('path', { d: corner(-1, 0.9, 0.1) + corner(-0.9, 1, -0.1), class: 'thread' }),
    el('path', { d: corner(-1, 1, 0), class: 'middle' }),
    pairs.map(({ between: [a, b], published, ours }) =>
      el(
        'circle',
        { cx: x.at(published), cy: y.at(ours), r: 2.6, class: 'dot' },
        el(
          'title',
          {},
          `${quantities[a]} and ${quantities[b]}: published ${correlationText(published)}, ours ${correlationText(ours)}`,
        ),
      ),
    ),
    el('text', { x: (MARGIN + SIDE) / 2, y: SIDE - 12, 'text-anchor': 'middle' }, 'published'),
    el('text', { transform: `translate(12 ${SIDE / 2}) rotate(-90)`, 'text-anchor': 'middle' }, 'ours'),
  );
}
