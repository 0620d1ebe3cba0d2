import type { Band } from '../../physiology/declaration.ts';
import type { Interval } from '../../physiology/signal.ts';
import type { Sex } from '../../reference/terms.ts';
import type { Path } from '../define.ts';
import type { FileDiagnostics } from '../parse.ts';
import type { PlacedSignal } from './parse.ts';
import { type BandJson, type BaselineJson, PERCENTILES } from './shape.ts';

interface PlacedBand {
  readonly json: BandJson;
  readonly path: Path;
}

/** The bands of a baseline by sex, in order of age; undefined when something is wrong with them, which is reported. */
export function bandsOf({ json, path, report }: PlacedSignal, baseline: BaselineJson): Record<Sex, Band[]> | undefined {
  const at = [...path, 'baseline', 'bands'];
  const before = report.list.length;
  const placed = baseline.bands.map((band, i): PlacedBand => ({ json: band, path: [...at, i] }));
  if (placed.length === 0) {
    report.add('error', 'no-band', 'a baseline has one band of ages or more', at);
    return undefined;
  }
  for (const band of placed) checkOrder(band, report);
  // Bands upside down seem to overlap, and to leave gaps.
  if (report.list.length > before) return undefined;
  for (const band of placed) checkBand(band, baseline.shape, json.limits, report);
  const bySex = { F: ofSex(placed, 'F'), M: ofSex(placed, 'M') };
  for (const sex of json.sex === undefined ? (['F', 'M'] as const) : [json.sex]) {
    if (bySex[sex].length === 0) {
      const hint = `add bands of "${sex}", or "all"; say "sex" of a signal that the other sex does not have`;
      report.add('error', 'band-sex', `no band is of ${WHOM[sex]}`, at, hint);
    }
  }
  checkOthers(placed, json.sex, report);
  const told = new Set<string>();
  for (const sex of ['F', 'M'] as const) checkAges(bySex[sex], sex, report, told);
  if (report.list.length > before) return undefined;
  const made = { F: bySex.F.map(bandOf), M: bySex.M.map(bandOf) };
  // Who has no such signal is not measured; the distribution stands for both all the same.
  return json.sex === undefined ? made : { F: made[json.sex], M: made[json.sex] };
}

const WHOM = { F: 'women', M: 'men' } as const;

function ofSex(bands: readonly PlacedBand[], sex: Sex): PlacedBand[] {
  return bands.filter(({ json }) => json.sex === 'all' || json.sex === sex).sort((a, b) => a.json.from - b.json.from);
}

/** Bands of the sex that does not have the signal. */
function checkOthers(bands: readonly PlacedBand[], only: Sex | undefined, report: FileDiagnostics): void {
  if (only === undefined) return;
  for (const { json, path } of bands) {
    if (json.sex === only) continue;
    const message = `the signal is of ${WHOM[only]} only, and this band is not`;
    report.add('error', 'band-sex', message, [...path, 'sex']);
  }
}

/** Ages follow each other. A pair of bands of both sexes is told once. */
function checkAges(bands: readonly PlacedBand[], sex: Sex, report: FileDiagnostics, told: Set<string>): void {
  for (const [i, { json, path }] of bands.entries()) {
    const before = bands[i - 1]?.json;
    if (!before || json.from === before.to + 1) continue;
    const pair = `${before.from} ${before.to} ${json.from} ${String(path.at(-1))}`;
    if (told.has(pair)) continue;
    told.add(pair);
    if (json.from <= before.to) {
      const message = `overlaps the band from ${before.from} to ${before.to} of ${WHOM[sex]}; both ages are included`;
      report.add('error', 'band-overlap', message, [...path, 'from']);
    } else {
      const message = `no band holds from ${before.to + 1} to ${json.from - 1} years for ${WHOM[sex]}`;
      report.add('error', 'band-gap', message, [...path, 'from'], 'bands follow each other without a gap');
    }
  }
}

function checkOrder({ json, path }: PlacedBand, report: FileDiagnostics): void {
  if (json.from <= json.to) return;
  report.add('error', 'upside-down', `the band is from ${json.from} to ${json.to} years`, [...path, 'to']);
}

function checkBand(
  { json, path }: PlacedBand,
  shape: BaselineJson['shape'],
  limits: Interval,
  report: FileDiagnostics,
): void {
  const points = pointsOf(json);
  const values = json.mean === undefined ? points : [...points, { name: 'mean', value: json.mean }];
  if ((json.mean === undefined) !== (json.sd === undefined) || (json.mean === undefined) === (points.length === 0)) {
    const hint = 'give percentiles (p50, one below and one above), or "mean" with "sd"';
    report.add('error', 'band-values', 'a band has either percentiles or mean and sd', path, hint);
  } else if (json.mean === undefined && !hasMiddle(points)) {
    const message = 'percentiles are p50, one below it and one above it, or more';
    report.add('error', 'band-values', message, path);
  }
  for (const { name, value } of values) {
    const place = [...path, name];
    if (value < limits.low || value > limits.high) {
      const message = `${name} is ${value}, outside the limits of life from ${limits.low} to ${limits.high}`;
      report.add('error', 'outside-limits', message, place);
    } else if (shape === 'lognormal' && (value < 0 || (value === 0 && (name === 'p50' || name === 'mean')))) {
      const message = `${name} is ${value}: a lognormal quantity is above 0 in most people, and never below`;
      report.add('error', 'not-positive', message, place);
    }
  }
  checkAscending(points, path, report);
}

interface Point {
  readonly name: string;
  readonly p: number;
  readonly value: number;
}

const PROBABILITIES = PERCENTILES.map((name) => [name, Number(name.slice(1).replace('_', '.')) / 100] as const);

/** The percentiles of a band, in order. */
function pointsOf(json: BandJson): readonly Point[] {
  const points: Point[] = [];
  for (const [name, p] of PROBABILITIES) {
    const value = json[name];
    if (value !== undefined) points.push({ name, p, value });
  }
  return points;
}

function hasMiddle(points: readonly Point[]): boolean {
  const middle = points.findIndex(({ p }) => p === 0.5);
  return middle > 0 && middle < points.length - 1;
}

function checkAscending(points: readonly Point[], path: Path, report: FileDiagnostics): void {
  for (const [i, { name, value }] of points.entries()) {
    const before = points[i - 1];
    if (!before || value >= before.value) continue;
    const message = `${name} is ${value}, below the ${before.value} of ${before.name}`;
    report.add('error', 'not-ascending', message, [...path, name]);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2 || first.value !== last.value) return;
  report.add('error', 'no-spread', 'all percentiles are equal: nobody differs', path);
}

function bandOf({ json }: PlacedBand): Band {
  const { from, to, mean, sd } = json;
  if (mean !== undefined && sd !== undefined) return { from, to, values: { kind: 'moments', mean, sd } };
  const points = pointsOf(json).map(({ p, value }) => ({ p, value }));
  return { from, to, values: { kind: 'percentiles', points } };
}
