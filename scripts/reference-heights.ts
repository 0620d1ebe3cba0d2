/** Heights of adults, as published, for src/reference/body-norms.ts. */

interface Band {
  readonly sex: 'F' | 'M';
  readonly ageMin: number;
  readonly ageMax: number;
  readonly p05: number;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
}

interface Lab {
  readonly loinc: string;
  readonly distribution: readonly Band[];
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

function isPooled(band: Band, bands: readonly Band[]): boolean {
  return bands.some(
    (other) => other !== band && other.sex === band.sex && other.ageMin >= band.ageMin && other.ageMax <= band.ageMax,
  );
}
