import type { Sex } from '../src/record/person.ts';

/**
 * Current cigarette smoking of adults, percent: NCHS, Health, United States, trend table "Current cigarette smoking among
 * adults aged 18 and over, by sex, race, and age" (National Health Interview Survey). Recalled, not re-read.
 */
export const NHIS_YEARS = [1965, 1974, 1979, 1985, 1990, 1995, 2000, 2005, 2010, 2015] as const;
export const NHIS_AGES = [
  [18, 24],
  [25, 34],
  [35, 44],
  [45, 64],
  [65, 105],
] as const;

/** By sex and the ages of NHIS_AGES, in the years of NHIS_YEARS. */
export const NHIS_SMOKING: Readonly<Record<Sex, readonly (readonly number[])[]>> = {
  M: [
    [54.1, 42.1, 35.0, 28.0, 26.6, 27.8, 28.1, 28.0, 22.8, 15.0],
    [60.7, 50.5, 43.9, 38.2, 31.6, 29.5, 28.9, 27.7, 26.1, 20.3],
    [58.2, 51.0, 41.8, 37.6, 34.5, 31.5, 30.2, 26.0, 22.5, 19.2],
    [51.9, 42.6, 39.3, 33.4, 29.3, 27.1, 26.4, 25.2, 23.2, 17.9],
    [28.5, 24.8, 20.9, 19.6, 14.6, 14.9, 10.2, 8.9, 9.7, 9.7],
  ],
  F: [
    [38.1, 34.1, 33.8, 30.4, 22.5, 21.8, 24.9, 20.7, 17.4, 11.0],
    [43.7, 38.8, 33.7, 32.0, 28.2, 26.4, 22.3, 21.5, 20.6, 15.0],
    [43.7, 39.8, 37.0, 31.5, 24.8, 27.1, 26.2, 21.3, 19.0, 15.3],
    [32.0, 33.4, 30.7, 29.9, 24.8, 24.0, 21.7, 18.8, 19.1, 16.1],
    [9.6, 12.0, 13.2, 13.5, 11.5, 11.5, 9.3, 8.3, 9.3, 7.3],
  ],
};

/** Adults of a group in 2021, percent: Cornelius and others, MMWR 2023;72:475 (not re-read but for the Asian row), and sexes of 2005, MMWR 2006;55:1145 (not re-read). */
export const NHIS_GROUPS = [
  ['white-nh', undefined, 2021, 11.7],
  ['black-nh', undefined, 2021, 11.7],
  ['hispanic', undefined, 2021, 7.7],
  ['asian-nh', undefined, 2021, 5.4],
  ['other-nh', undefined, 2021, 14.9],
  ['white-nh', 'M', 2005, 24.0],
  ['white-nh', 'F', 2005, 20.0],
  ['black-nh', 'M', 2005, 26.7],
  ['black-nh', 'F', 2005, 17.3],
  ['hispanic', 'M', 2005, 21.1],
  ['hispanic', 'F', 2005, 11.1],
  ['asian-nh', 'M', 2005, 20.6],
  ['asian-nh', 'F', 2005, 6.1],
] as const;
