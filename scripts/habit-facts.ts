/** Facts of habits and homes that no table of the reference folder has. */

/** Residents' homeownership in percent: US Census Bureau, decennial censuses and Housing Vacancy Survey (not re-read). */
export const OWNERSHIP_YEARS = [
  [1900, 46.5],
  [1920, 45.6],
  [1930, 47.8],
  [1940, 43.6],
  [1950, 55.0],
  [1960, 61.9],
  [1970, 62.9],
  [1980, 64.4],
  [1990, 64.2],
  [1995, 64.7],
  [2004, 69.0],
  [2010, 66.9],
  [2016, 63.4],
  [2018, 64.4],
  [2020, 66.6],
  [2023, 65.9],
] as const;

/** Health of children as their parents see it, from excellent to poor: NCHS, Summary Health Statistics 2018, table C-5 (not re-read). */
export const CHILD_HEALTH = (['F', 'M'] as const).flatMap((of) => [
  { of, from: 0, to: 4, shares: [0.62, 0.25, 0.115, 0.013, 0.002] },
  { of, from: 5, to: 12, shares: [0.56, 0.275, 0.14, 0.022, 0.003] },
  { of, from: 13, to: 17, shares: [0.53, 0.285, 0.155, 0.026, 0.004] },
]);

/**
 * How the share of 18 to 24 year olds who live in dormitories and barracks divides over their ages, as a multiple: most students
 * leave the dormitory after the second year (a judgement; American Community Survey, group quarters, gives the total).
 */
export const STUDENT_AGES = [
  [18, 1.1],
  [19, 1.9],
  [20, 1.5],
  [21, 1.05],
  [22, 0.7],
  [23, 0.45],
  [24, 0.3],
] as const;
