import { type ComparedBand, type ComparedSignal, ENOUGH, type UnpublishedSignal } from '../../report/labs/compare.ts';
import { type ComparedPair, type Correlations, farthest } from '../../report/labs/correlate.ts';
import { closenessText } from '../../report/labs/page.ts';
import type { LabsReport } from '../../report/labs/report.ts';
import { agesText, correlationText, signedPercent, unitText, valueText } from '../../report/picture/words.ts';
import { count, counted, table, wrap } from '../text.ts';

const FARTHEST = 5;
const WIDTH = 100;

const NEAR =
  'near: within 10 % of the value and 15 % of the published spread (lowest to highest percentile), and 3 standard errors';

/** The report for a terminal: a line a quantity, or band by band. */
export function labsText(report: LabsReport, byBand: boolean): string {
  const { lives, living, healthy, quantities, unpublished, correlations, faults } = report;
  const whom = healthy ? ', on whom nothing acts' : '';
  const lines = [
    `${counted(living, 'person', 'persons')} of ${counted(lives, 'life', 'lives')}${whom}: ours beside the published percentiles`,
    '',
    ...(byBand ? quantities.flatMap(bandLines) : overview(quantities)),
    ...(byBand ? unpublished.flatMap(ownLines) : unpublishedLines(unpublished)),
    ...(quantities.length > 0 ? ['', NEAR] : []),
    ...tooFewLines(report, byBand),
    ...correlationLines(correlations),
    ...faults
      .slice(0, 1)
      .map(
        ({ slot, message }) =>
          `${counted(faults.length, 'life', 'lives')} stopped by a module; slot ${slot}: ${message}`,
      ),
  ];
  return `${lines.join('\n')}\n`;
}

function overview(quantities: readonly ComparedSignal[]): readonly string[] {
  const rows = quantities.map((one) => {
    const { signal, unit, n, near, compared, worst, comparedWith } = one;
    const mark = comparedWith === 'file' ? '' : comparedWith === 'survey of everybody' ? '*' : '+';
    const far = worst
      ? [
          whoText(worst),
          `${valueText(worst.ours, one.decimals)} for ${valueText(worst.published, one.decimals)}`,
          signedPercent(worst.deviation),
        ]
      : ['', '', ''];
    return [
      `${signal}${mark}`,
      unitText(unit),
      count(n),
      compared === 0 ? 'too few' : `${near} of ${compared}`,
      ...far,
    ];
  });
  const head = ['quantity', 'unit', 'n', 'near', 'farthest percentile', 'ours for published', 'of spread'];
  return [
    ...table([head, ...rows], [2, 3, 5, 6]),
    '',
    'compared with the bands of its file; * with a survey of everybody, + with one of healthy adults',
  ];
}

function unpublishedLines(unpublished: readonly UnpublishedSignal[]): readonly string[] {
  if (unpublished.length === 0) return [];
  const names = unpublished.map(({ signal }) => signal).join(', ');
  return ['', ...wrap(`nothing is published to compare these with; --signals shows them: ${names}`, WIDTH)];
}

/** One quantity of which nothing is published: our percentiles, a line a band. */
function ownLines({ signal, unit, decimals, bands }: UnpublishedSignal): readonly string[] {
  const shown = bands.find(({ percentiles }) => percentiles.length > 0)?.percentiles.map(({ p }) => p) ?? [];
  const rows = bands.map(({ sex, from, to, n, percentiles }) => {
    const values = percentiles.map(({ ours }) => valueText(ours, decimals));
    return [sexText(sex), agesText(from, to), count(n), ...(values.length === 0 ? ['too few'] : values)];
  });
  const head = ['', 'age', 'n', ...(shown.length === 0 ? ['ours'] : shown.map((p) => `p${Math.round(100 * p)}`))];
  const title = `${signal}, ${unitText(unit)}: nothing is published to compare it with; ours are`;
  return [title, ...table([head, ...rows], [2, ...shown.map((_, i) => 3 + i)]), ''];
}

/** What to do where "too few" stands in the tables. */
function tooFewLines({ lives, quantities, unpublished }: LabsReport, byBand: boolean): readonly string[] {
  const isShort = byBand
    ? [...quantities, ...unpublished].some(({ bands }) => bands.some(({ percentiles }) => percentiles.length === 0))
    : quantities.some(({ compared }) => compared === 0);
  if (!isShort) return [];
  const more = Math.max(1000, 5 * lives);
  return [`too few: fewer than ${ENOUGH} people in a band; take more lives, as with -p ${more}`];
}

function whoText({ sex, from, to, p }: NonNullable<ComparedSignal['worst']>): string {
  return `p${Math.round(100 * p)} ${sexText(sex)} ${agesText(from, to)}`;
}

function sexText(sex: ComparedBand['sex']): string {
  return sex === 'F' ? 'females' : 'males';
}

/** One quantity: a line a band, our percentiles over the published ones. */
function bandLines(one: ComparedSignal): readonly string[] {
  const { signal, unit, bands, decimals } = one;
  const shown = [...new Set(bands.flatMap(({ published }) => published.map(({ p }) => p)))].sort((a, b) => a - b);
  const rows = bands.flatMap((band) => {
    const published = shown.map((p) => band.published.find((point) => point.p === p)?.value ?? Number.NaN);
    const ours = shown.map((p) => band.percentiles.find((point) => point.p === p));
    const values = ours.map((point) => (point ? `${valueText(point.ours, decimals)}${point.near ? '' : '!'}` : ''));
    const who = [sexText(band.sex), agesText(band.from, band.to), count(band.n)];
    return [
      [...who, 'published', ...published.map((value) => valueText(value, decimals)), ''],
      ['', '', '', 'ours', ...(band.percentiles.length === 0 ? ['too few'] : values), worstOfBand(band)],
    ];
  });
  const head = ['', 'age', 'n', '', ...shown.map((p) => `p${Math.round(100 * p)}`), 'farthest'];
  const right = [2, ...shown.map((_, i) => 4 + i), 4 + shown.length];
  return [
    `${signal}, ${unitText(unit)} (${one.near} of ${one.compared} near; ! is not)`,
    ...table([head, ...rows], right),
    '',
  ];
}

function worstOfBand({ percentiles }: ComparedBand): string {
  const [worst] = [...percentiles].sort((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation));
  return worst ? signedPercent(worst.deviation) : '';
}

function correlationLines({ quantities, adults, plain, given }: Correlations): readonly string[] {
  if (plain.length === 0) return [];
  const pair = ({ between: [a, b], published, ours }: ComparedPair) =>
    `${quantities[a]} and ${quantities[b]} ${correlationText(ours)} for ${correlationText(published)}`;
  return [
    '',
    `correlations of ${counted(adults, 'adult')} beside the survey`,
    `  at equal age and sex: ${closenessText(given, adults)}`,
    `  as they stand: ${closenessText(plain, adults)}`,
    ...farthest(given, FARTHEST).map((one, i) => `  ${i === 0 ? 'farthest: ' : '          '}${pair(one)}`),
  ];
}
