import { roundTo } from '../../core/numeric.ts';
import type { SampledData } from '../../record/kinds/observation.ts';

/** The samples of series taken together, blanks between, as FHIR writes them: the series take turns. Undefined without samples. */
export function samplesText({ series, decimalFormat }: SampledData): string | undefined {
  const samples = Math.min(...series.map(({ length }) => length));
  if (!(samples > 0) || !Number.isFinite(samples)) return undefined;
  const decimals = decimalsOf(decimalFormat);
  const data: string[] = [];
  for (let i = 0; i < samples; i++) {
    for (const values of series) data.push(sampleText(values[i] as number, decimals));
  }
  return data.join(' ');
}

/** Decimals that a format like `#.##` or `0.000` asks for; undefined when there is none. */
function decimalsOf(format: string | null): number | undefined {
  if (format === null) return undefined;
  return /\.([#0]+)/.exec(format)?.[1]?.length ?? 0;
}

/** `E` is FHIR's word for a sample in error. */
function sampleText(value: number, decimals: number | undefined): string {
  if (!Number.isFinite(value)) return 'E';
  return String(decimals === undefined ? value : roundTo(value, Math.min(9, decimals)));
}
