import { YEAR } from '../../core/time.ts';
import { correlationMap, correlationScatter } from '../picture/correlation-map.ts';
import { courseFigure } from '../picture/course-figure.ts';
import { type Child, el, type Markup } from '../picture/markup.ts';
import { inPage, page } from '../picture/page.ts';
import { percentilePanel } from '../picture/percentile-panel.ts';
import { agesText, correlationText, countText, signedPercent, unitText, valueText } from '../picture/words.ts';
import { type ComparedSignal, ENOUGH } from './compare.ts';
import { type ComparedPair, closeness, farthest } from './correlate.ts';
import type { LabsReport } from './report.ts';

/** What a page says beside the report. */
export interface PageNotes {
  /** How the report was made, for the line below the heading. */
  readonly made: string;
  /** By name of signal: the heading that it stands under. */
  readonly groups: ReadonlyMap<string, string>;
}

const OTHERS = 'Other quantities';
const FARTHEST = 12;

/** The report as one page of HTML. */
export function labsPage(report: LabsReport, { made, groups }: PageNotes): string {
  const { healthy, lives, living } = report;
  const whom = healthy ? 'people on whom nothing acts' : 'the general population';
  return page(
    'Laboratory values and signs beside published ones',
    el('h1', {}, 'Laboratory values and signs beside published ones'),
    el(
      'p',
      { class: 'soft' },
      `${made}. ${countText(lives)} lives of ${whom}, of whom ${countText(living)} are alive and were read once, on days spread over a year.`,
    ),
    el('h2', {}, 'Percentiles by age'),
    percentileKey(healthy),
    [...grouped(report.quantities, groups)].map(([title, list]) => [
      el('h3', {}, title),
      el('div', { class: 'panels' }, list.map(card)),
    ]),
    unpublishedText(report),
    correlationSection(report),
    personSection(report),
  );
}

function unpublishedText({ unpublished }: LabsReport): Child {
  if (unpublished.length === 0) return undefined;
  const names = unpublished.map(({ signal }) => signal).join(', ');
  return el('p', { class: 'soft' }, `Nothing is published to compare these with: ${names}.`);
}

function percentileKey(healthy: boolean): Markup {
  return el(
    'p',
    {},
    'The 5th, 25th, 50th, 75th and 95th percentile of each band of ages. ',
    el('span', { class: 'key', style: 'background:var(--published);opacity:.35' }),
    'published, 5 to 95 and 25 to 75, with the median;',
    el('span', { class: 'key line', style: 'border-color:var(--ours)' }),
    `ours, the median thicker. Bands with fewer than ${ENOUGH} people have no lines.`,
    healthy
      ? ''
      : ' What most files of signals publish is of people without the diseases that the modules bring, so that a population with them lies beyond it where a disease acts.',
  );
}

function grouped(
  quantities: readonly ComparedSignal[],
  groups: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly ComparedSignal[]> {
  const out = new Map<string, ComparedSignal[]>();
  for (const quantity of quantities) {
    const title = groups.get(quantity.signal) ?? OTHERS;
    out.set(title, [...(out.get(title) ?? []), quantity]);
  }
  return new Map([...out].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const COMPARED_WITH: Readonly<Record<ComparedSignal['comparedWith'], string>> = {
  file: '',
  'survey of healthy adults': 'published: survey of healthy adults; ',
  'survey of everybody': 'published: survey of everybody; ',
};

function card(compared: ComparedSignal): Markup {
  const { signal, unit, n, near, compared: all, comparedWith } = compared;
  const said = all === 0 ? 'too few people to compare' : `${near} of ${all} percentiles near`;
  const note = `${COMPARED_WITH[comparedWith]}${countText(n)} people, ${said}${worstText(compared)}`;
  return el(
    'figure',
    {},
    el(
      'figcaption',
      {},
      el('strong', {}, signal),
      `, ${unitText(unit)}`,
      el('br'),
      el('span', { class: 'soft' }, note),
    ),
    percentilePanel(compared),
  );
}

/** The farthest percentile that is not near, in words. */
function worstText({ worst, decimals }: ComparedSignal): string {
  if (!worst || worst.near) return '';
  const { sex, from, to, p, published, ours, deviation } = worst;
  const who = `${sex === 'F' ? 'females' : 'males'} ${agesText(from, to)}`;
  const values = `${valueText(ours, decimals)} for ${valueText(published, decimals)}`;
  return `; farthest: percentile ${Math.round(100 * p)} of ${who}, ${values} (${signedPercent(deviation)} of the spread)`;
}

function correlationSection({ correlations, healthy }: LabsReport): Child {
  const { quantities, adults, plain, given } = correlations;
  if (plain.length === 0) return el('p', {}, 'No published correlation is of quantities of this program.');
  const maps = [
    ['At equal age and sex', given, 'Correlations with age and sex taken out'],
    ['As they stand', plain, 'Correlations of adults'],
  ] as const;
  return [
    el('h2', {}, 'Correlations'),
    el(
      'p',
      {},
      `Of ${countText(adults)} adults. Above the diagonal what the survey found (NHANES 1999-2018, adults of 20 years and over, people in treatment included), below it what is found here; skewed quantities on a scale of logarithms. `,
      'Blue is positive, orange negative. A cell tells its figures when it is pointed at.',
      healthy ? ' The survey has people with diseases in it, which this population has not.' : '',
    ),
    maps.map(([title, pairs, said]) => [
      el('h3', {}, title),
      el('p', { class: 'soft' }, closenessText(pairs, adults)),
      el(
        'div',
        { class: 'maps' },
        el('figure', {}, correlationMap(quantities, pairs, `${said}: published above the diagonal, ours below`)),
        el(
          'div',
          {},
          el('figure', {}, correlationScatter(quantities, pairs, `${said}: published across, ours up`)),
          farthestTable(quantities, pairs),
        ),
      ),
    ]),
  ];
}

/** How close correlations are, and how far chance alone would bring them apart. */
export function closenessText(pairs: readonly ComparedPair[], adults: number): string {
  const close = closeness(pairs);
  if (!close) return 'no pairs';
  // The mean distance of a normal deviate from its mean is sqrt(2/pi) of its standard error, which is about 1/sqrt(n).
  const chance = Math.sqrt(2 / Math.PI / Math.max(1, adults));
  return `${pairs.length} pairs: mean distance ${close.mean.toFixed(3)} (about ${chance.toFixed(3)} by chance alone), ${(100 * close.near).toFixed(0)} % within 0.1`;
}

function farthestTable(quantities: readonly string[], pairs: readonly ComparedPair[]): Markup {
  const rows = farthest(pairs, FARTHEST).map(({ between: [a, b], published, ours }) =>
    el(
      'tr',
      {},
      el('td', {}, `${quantities[a]} and ${quantities[b]}`),
      el('td', { class: 'number' }, correlationText(published)),
      el('td', { class: 'number' }, correlationText(ours)),
    ),
  );
  const head = ['farthest apart', 'published', 'ours'].map((text, i) =>
    el('th', i === 0 ? { scope: 'col' } : { scope: 'col', class: 'number' }, text),
  );
  return el('table', {}, el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows));
}

function personSection({ person }: LabsReport): Child {
  if (!person) return undefined;
  const { slot, course } = person;
  const who = course.sex === 'F' ? 'woman' : 'man';
  const title = `A ${who} of ${Math.floor((course.to - course.birth) / YEAR)} years, from birth on`;
  return [
    el('h2', {}, 'One life'),
    el(
      'p',
      {},
      `${title}: slot ${slot} of the population. Conditions begin at their onset, which may be before anybody found them.`,
    ),
    inPage(courseFigure(course, `Signals over a life: ${title.toLowerCase()}`)),
  ];
}
