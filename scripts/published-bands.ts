/** A row of the published percentiles of a quantity: people of one sex, of these completed years of age, both inclusive. */
export interface PublishedBand {
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

/** Whether a band is of all ages whose parts other bands are of. */
export function isPooled(band: AgeBand, bands: readonly AgeBand[]): boolean {
  return bands.some(
    (other) => other !== band && other.sex === band.sex && other.ageMin >= band.ageMin && other.ageMax <= band.ageMax,
  );
}

type AgeBand = Pick<PublishedBand, 'sex' | 'ageMin' | 'ageMax'>;
