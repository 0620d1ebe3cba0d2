/** Heights of adults, as published, for src/reference/body-norms.ts. */

import { isPooled, type PublishedBand } from './published-bands.ts';

interface Lab {
  readonly loinc: string;
  readonly distribution: readonly PublishedBand[];
}

const HEIGHT = '8302-2';
const ADULT = 18;

/** Sex, first age, last age, percentiles 5, 10, 25, 50, 75, 90, 95. Bands that pool others are left out. */
export function adultHeightRows(labsJson: string): unknown[] {
  const { labs } = JSON.parse(labsJson) as { labs: readonly Lab[] };
  const bands = labs.find(({ loinc }) => loinc === HEIGHT)?.distribution.filter(({ ageMin }) => ageMin >= ADULT);
  if (!bands) throw new Error(`labs.json has no distribution of ${HEIGHT}`);
  return bands
    .filter((band) => !isPooled(band, bands))
    .map((b) => [b.sex, b.ageMin, b.ageMax, [b.p05, b.p10, b.p25, b.p50, b.p75, b.p90, b.p95]]);
}
