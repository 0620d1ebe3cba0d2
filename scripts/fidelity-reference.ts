import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sex } from '../src/record/person.ts';

/** Percentiles or moments of people of a sex and of completed years, both ends included. */
export interface TargetBand {
  readonly sex: Sex | 'all';
  readonly from: number;
  readonly to: number;
  readonly percentiles: readonly (readonly [probability: number, value: number])[];
  readonly moments: { readonly mean: number; readonly sd: number } | null;
}

export interface Quantity {
  readonly loinc: string;
  readonly name: string;
  readonly population: 'healthy-adults' | 'general-population';
  readonly bands: readonly TargetBand[];
  readonly ranges: Readonly<Record<Sex, { readonly low: number | null; readonly high: number | null }>> | null;
}

export interface PublishedPair {
  readonly codes: readonly [string, string];
  readonly names: readonly [string, string];
  readonly logs: readonly [boolean, boolean];
  readonly r: number;
  /** After age and sex are taken out; null where it is not given. */
  readonly given: number | null;
}

export interface PublishedVariation {
  readonly loinc: string;
  readonly name: string;
  /** Within a person and of measuring, together; as a fraction. */
  readonly total: number;
  readonly time: string;
}

export interface PublishedReference {
  readonly quantities: readonly Quantity[];
  readonly pairs: readonly PublishedPair[];
  readonly variations: readonly PublishedVariation[];
}

/** Where the published tables are, beside the repository if nothing else is said. */
const FOLDER = process.env['ANAMNESIS_REFERENCE'] ?? new URL('../../shared/reference', import.meta.url).pathname;

/** The published tables; undefined where there are none on this machine. */
export function publishedReference(): PublishedReference | undefined {
  if (!existsSync(join(FOLDER, 'labs.json'))) return undefined;
  const { labs } = JSON.parse(readFileSync(join(FOLDER, 'labs.json'), 'utf8')) as { labs: readonly LabRow[] };
  return {
    quantities: labs.map(quantityOf),
    pairs: rowsOf('lab-correlations.csv').map((row) => ({
      codes: [row['a'] as string, row['b'] as string],
      names: [row['a_name'] as string, row['b_name'] as string],
      logs: [row['a_scale'] === 'log', row['b_scale'] === 'log'],
      r: Number(row['r']),
      given: row['r_given_age_sex'] ? Number(row['r_given_age_sex']) : null,
    })),
    variations: rowsOf('biological-variation.csv').map((row) => ({
      loinc: row['loinc'] as string,
      name: row['name'] as string,
      total: Math.hypot(Number(row['cv_within_person_pct']), Number(row['cv_analytic_pct'])) / 100,
      time: row['timescale'] as string,
    })),
  };
}

interface LabRow {
  readonly loinc: string;
  readonly name: string;
  readonly distributionPopulation: Quantity['population'];
  readonly distribution: readonly Record<string, number & string>[];
  readonly referenceRange: Quantity['ranges'];
}

function quantityOf({ loinc, name, distributionPopulation, distribution, referenceRange }: LabRow): Quantity {
  const bands = distribution.map((row): TargetBand => {
    const percentiles = Object.entries(row).flatMap(([key, value]) =>
      /^p\d\d$/.test(key) ? [[Number(key.slice(1)) / 100, Number(value)] as const] : [],
    );
    const { sex, ageMin, ageMax, mean, sd } = row as unknown as Record<string, number> & { sex: Sex | 'all' };
    const moments = mean !== undefined && sd !== undefined ? { mean, sd } : null;
    // Surveys code everybody of 80 years and over as 80.
    return { sex, from: ageMin as number, to: ageMax === 80 ? 130 : (ageMax as number), percentiles, moments };
  });
  return { loinc, name, population: distributionPopulation, bands, ranges: referenceRange };
}

/** Rows of a CSV file whose fields have no line ends. */
function rowsOf(file: string): readonly Record<string, string | undefined>[] {
  const [head, ...lines] = readFileSync(join(FOLDER, file), 'utf8').trim().split(/\r?\n/);
  const fields = (line: string) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? '');
  const names = fields(head ?? '');
  return lines.map((line) => Object.fromEntries(fields(line).map((value, i) => [names[i] as string, value])));
}

export interface DeclaredBands {
  readonly signal: string;
  readonly bands: readonly TargetBand[];
}

export interface DeclaredPair {
  readonly between: readonly [string, string];
  readonly r: number;
}

/** What the files of signals of this library declare: bands of baselines, and correlations. */
export function declared(): { readonly bands: readonly DeclaredBands[]; readonly pairs: readonly DeclaredPair[] } {
  const folder = new URL('../modules/physiology/', import.meta.url);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as SignalsFile);
  return {
    bands: files.flatMap(({ signals }) =>
      Object.entries(signals).flatMap(([signal, { baseline }]) =>
        baseline ? [{ signal, bands: baseline.bands.map(bandOf) }] : [],
      ),
    ),
    pairs: files.flatMap(({ correlations = [] }) => correlations),
  };
}

interface SignalsFile {
  readonly signals: Readonly<
    Record<string, { readonly baseline?: { readonly bands: readonly Record<string, unknown>[] } }>
  >;
  readonly correlations?: readonly DeclaredPair[];
}

function bandOf(band: Record<string, unknown>): TargetBand {
  const percentiles = Object.entries(band).flatMap(([key, value]) =>
    /^p[\d_]+$/.test(key) ? [[Number(key.slice(1).replace('_', '.')) / 100, value as number] as const] : [],
  );
  const { sex, from, to, mean, sd } = band as unknown as Record<string, number> & { sex: Sex | 'all' };
  const moments = mean !== undefined && sd !== undefined ? { mean, sd } : null;
  return { sex, from: from as number, to: to as number, percentiles, moments };
}
