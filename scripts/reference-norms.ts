/** Distributions of laboratory values and vital signs, as published, for src/reference/norms.ts. */

interface Band {
  readonly sex: 'F' | 'M' | 'all';
  readonly ageMin: number;
  readonly ageMax: number;
  readonly mean: number;
  readonly sd: number;
  readonly p05?: number;
  readonly p10?: number;
  readonly p25?: number;
  readonly p50?: number;
  readonly p75?: number;
  readonly p90?: number;
  readonly p95?: number;
}

interface Lab {
  readonly name: string;
  readonly loinc: string;
  readonly unit: string;
  readonly referenceRange: Readonly<Record<'F' | 'M', { low: number | null; high: number | null }>> | null;
  readonly distribution: readonly Band[];
}

/** Standard normal quantiles of the published percentiles: 5, 10, 25, 50, 75, 90, 95. */
const Z = [-1.644854, -1.281552, -0.67449, 0, 0.67449, 1.281552, 1.644854];

/**
 * loinc, name, unit, reference range by sex, share of the variance that is within a person (null where unknown), bands
 * (sex, first age, last age, seven percentiles). Where only mean and sd are published the percentiles are those of the
 * normal distribution. Bands that pool others are left out.
 */
export function normRows(labsJson: string, variationCsv: string): unknown[] {
  const within = withinShares(variationCsv);
  const { labs } = JSON.parse(labsJson) as { labs: readonly Lab[] };
  return labs.map((lab) => {
    const range = lab.referenceRange;
    return [
      lab.loinc,
      lab.name,
      lab.unit,
      range && { F: [range.F.low, range.F.high], M: [range.M.low, range.M.high] },
      within.get(lab.loinc) ?? null,
      (lab.distribution ?? []).filter((band) => !isPooled(band, lab.distribution)).map(bandRow),
    ];
  });
}

function isPooled(band: Band, bands: readonly Band[]): boolean {
  return bands.some(
    (other) => other !== band && other.sex === band.sex && other.ageMin >= band.ageMin && other.ageMax <= band.ageMax,
  );
}

function bandRow(band: Band): unknown[] {
  const { p05, p10, p25, p50, p75, p90, p95 } = band;
  const published = [p05, p10, p25, p50, p75, p90, p95];
  const percentiles = published.map((p, i) => p ?? Number((band.mean + band.sd * (Z[i] ?? 0)).toPrecision(5)));
  return [band.sex, band.ageMin, band.ageMax, percentiles];
}

/** (CVi^2 + CVa^2) / (CVi^2 + CVa^2 + CVg^2): within-person, analytic and between-person coefficients of variation. */
function withinShares(variationCsv: string): ReadonlyMap<string, number> {
  const rows = variationCsv.trim().split(/\r?\n/).slice(1);
  return new Map(
    rows.map((row) => {
      const [loinc = '', , inside, between, analytic] = row.split(',');
      const own = Number(inside) * Number(inside) + Number(analytic) * Number(analytic);
      return [loinc, Number((own / (own + Number(between) * Number(between))).toFixed(4))];
    }),
  );
}
