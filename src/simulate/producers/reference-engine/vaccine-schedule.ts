/** A vaccine of the reference engine. */
export interface Vaccine {
  readonly cvx: string;
  readonly display: string;
  readonly firstYear: number;
  /** Ages in completed months at which a dose is due. */
  readonly ages: readonly number[];
}

function every(step: number, from: number, to: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** Source: gmf.md 7.4.7; names of CDC's list of vaccines (CVX). */
export const VACCINES: readonly Vaccine[] = [
  { cvx: '08', display: 'Hep B, adolescent or pediatric', firstYear: 1981, ages: [0, 1, 6] },
  { cvx: '43', display: 'Hep B, adult', firstYear: 1981, ages: [240, 241, 246] },
  { cvx: '119', display: 'rotavirus, monovalent', firstYear: 2006, ages: [2, 4] },
  { cvx: '20', display: 'DTaP', firstYear: 1997, ages: [2, 4, 6, 15, 48] },
  { cvx: '49', display: 'Hib (PRP-OMP)', firstYear: 1977, ages: [2, 4, 12] },
  { cvx: '133', display: 'Pneumococcal conjugate PCV 13', firstYear: 2010, ages: [2, 4, 6, 12, 780] },
  { cvx: '10', display: 'IPV', firstYear: 1955, ages: [2, 4, 6, 48] },
  { cvx: '140', display: 'Influenza, split virus, trivalent, PF', firstYear: 1945, ages: every(12, 6, 1206) },
  { cvx: '03', display: 'MMR', firstYear: 1971, ages: [12, 48] },
  { cvx: '21', display: 'varicella', firstYear: 1984, ages: [12, 48] },
  { cvx: '83', display: 'Hep A, ped/adol, 2 dose', firstYear: 1995, ages: [12, 24] },
  { cvx: '52', display: 'Hep A, adult', firstYear: 1996, ages: [480, 486] },
  { cvx: '114', display: 'meningococcal MCV4P', firstYear: 2005, ages: [132, 192, 252] },
  { cvx: '115', display: 'Tdap', firstYear: 2005, ages: [132] },
  { cvx: '62', display: 'HPV, quadrivalent', firstYear: 2006, ages: [132, 134, 138] },
  {
    cvx: '113',
    display: 'Td (adult), 5 Lf tetanus toxoid, preservative free, adsorbed',
    firstYear: 1992,
    ages: every(120, 252, 1092),
  },
  { cvx: '121', display: 'zoster live', firstYear: 2006, ages: [600, 606] },
  { cvx: '33', display: 'pneumococcal polysaccharide PPV23', firstYear: 1983, ages: [792] },
];

/** Doses due longer ago are not caught up. */
const CATCH_UP = 48;

/**
 * Whether a dose is due at an age in months, after doses at the ages `given` (ascending): scheduled ages too long ago are dropped, then
 * each earlier dose, in order, takes off the first that remains, if it lies at most four years before the dose.
 */
export function isDoseDue(ages: readonly number[], given: readonly number[], months: number): boolean {
  if (given.length >= ages.length) return false;
  let first = 0;
  while (first < ages.length && months - (ages[first] as number) >= CATCH_UP) first++;
  for (const dose of given) {
    const due = ages[first];
    if (due === undefined) return false;
    if (dose >= due && dose - due <= CATCH_UP) first++;
  }
  const due = ages[first];
  return due !== undefined && months >= due;
}
