/** What surveys found of laboratory values and signs: percentiles that no file of signals declares, and how quantities go together. */

import { isPooled, type PublishedBand } from './published-bands.ts';

interface LabFacts {
  readonly loinc: string;
  readonly distributionPopulation: 'healthy-adults' | 'general-population';
  readonly distribution: readonly PublishedRow[];
}

/** Some rows lack some percentiles. */
type PublishedRow = Pick<PublishedBand, 'sex' | 'ageMin' | 'ageMax'> & Partial<PublishedBand>;

/** Derived from others, so that no file of signals says how they are distributed. */
const DERIVED: ReadonlySet<string> = new Set([
  ...['4544-3', '789-8', '785-6', '751-8', '731-0', '742-7', '711-2', '770-8'],
  ...['2160-0', '98979-8', '2093-3', '13457-7', '2502-3'],
]);

const PERCENTILES = ['p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95'] as const;

/** LOINC code, who was looked at (healthy or everybody), sex, first age, last age (surveys code everybody of 80 and over as 80), seven percentiles. */
export function labPercentileRows(text: string): unknown[] {
  const { labs } = JSON.parse(text) as { readonly labs: readonly LabFacts[] };
  return labs.flatMap(({ loinc, distributionPopulation, distribution }) => {
    const isGeneral = distributionPopulation === 'general-population';
    if (!isGeneral && !DERIVED.has(loinc)) return [];
    return distribution
      .filter((row) => !isPooled(row, distribution))
      .flatMap((row) => {
        const values = PERCENTILES.map((name) => row[name]);
        if (values.some((value) => value === undefined)) return [];
        const last = row.ageMax === 80 ? 130 : row.ageMax;
        return [[loinc, isGeneral ? 'everybody' : 'healthy', row.sex, row.ageMin, last, ...values]];
      });
  });
}

/** LOINC code (or age) and scale of both, r, r after age and sex are taken out (null where one of the two is age). */
export function labCorrelationRows(rows: readonly Readonly<Record<string, string | undefined>>[]): unknown[] {
  return rows.map((row) => [
    ...[row['a'], row['a_scale'], row['b'], row['b_scale'], Number(row['r'])],
    row['r_given_age_sex'] ? Number(row['r_given_age_sex']) : null,
  ]);
}
