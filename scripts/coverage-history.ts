/** Coverage before the yearly tables begin, and the regions of the Census Bureau. */

/**
 * Shares of the whole nation below 65 (public, uninsured, private) and from 65 on (Medicare with other public, alone, none, with
 * private), in the first year of the yearly tables and in earlier ones. Private coverage 1940-1965: Health Insurance
 * Association of America, Source Book of Health Insurance Data, and Historical Statistics of the United States, series Bd; 1968-1989: R. A. Cohen
 * and others, Health Insurance Trends and Coverage 1959-2007, National Health Statistics Reports 17, 2009; Medicaid since
 * January 1966, Medicare since July 1966; people of 65 and over: NCHS, Health, United States. All not re-read. Published rates of coverage at a time
 * are moved to the level of the tables' 1996.
 */
const NOBODY = 1e-12;
export const EARLIER_YEARS = {
  'under 65': {
    at: [0.12, 0.14, 0.74],
    years: [
      [1900, [NOBODY, 0.999, 0.001]],
      [1930, [NOBODY, 0.98, 0.02]],
      [1940, [NOBODY, 0.9, 0.1]],
      [1945, [NOBODY, 0.76, 0.24]],
      [1950, [NOBODY, 0.48, 0.52]],
      [1955, [NOBODY, 0.36, 0.64]],
      [1960, [NOBODY, 0.3, 0.7]],
      [1965, [NOBODY, 0.27, 0.73]],
      [1966, [0.03, 0.24, 0.73]],
      [1968, [0.05, 0.17, 0.78]],
      [1974, [0.08, 0.13, 0.79]],
      [1980, [0.085, 0.125, 0.79]],
      [1984, [0.085, 0.145, 0.77]],
      [1989, [0.09, 0.15, 0.76]],
      [1993, [0.12, 0.15, 0.73]],
    ],
  },
  '65 and over': {
    at: [0.101, 0.2222, 0.0101, 0.6667],
    years: [
      [1966, [0.1, 0.42, 0.03, 0.45]],
      [1970, [0.1, 0.37, 0.02, 0.51]],
      [1980, [0.1, 0.24, 0.01, 0.65]],
      [1989, [0.09, 0.17, 0.01, 0.73]],
      [1993, [0.1, 0.2, 0.01, 0.69]],
    ],
  },
} as const satisfies Readonly<
  Record<string, { readonly at: readonly number[]; readonly years: readonly (readonly [number, readonly number[]])[] }>
>;

const STATES_OF_REGIONS = {
  Northeast: 'CT ME MA NH RI VT NJ NY PA',
  Midwest: 'IL IN MI OH WI IA KS MN MO NE ND SD',
  South: 'DE DC FL GA MD NC SC VA WV AL KY MS TN AR LA OK TX',
  West: 'AZ CO ID MT NV NM UT WY AK CA HI OR WA',
} as const;

/** By postal code; Puerto Rico is in none. */
export const REGIONS: ReadonlyMap<string, string> = new Map(
  Object.entries(STATES_OF_REGIONS).flatMap(([region, states]) =>
    states.split(' ').map((state) => [state, region] as const),
  ),
);
