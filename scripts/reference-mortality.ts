/** How death rates of the groups of the population differ, as published, for src/reference/mortality-groups.ts. */

import { type LifeTableRow, Mortality } from '../src/reference/mortality.ts';
import { type CompositionRow, type GroupMortalityRow, RATIO_AGES } from '../src/reference/mortality-groups.ts';
import type { Group } from '../src/reference/places.ts';

type Sex = 'F' | 'M';

/**
 * Deaths per 100,000 by age (infants, 1-4, 5-14, ... 75-84, 85 and over), 2017. NCHS, Deaths: Final Data for 2017 (NVSR
 * 68-9) and Health, United States, rounded; not re-read in the source. Native people's are underreported above 65.
 */
const RATES_2017: Readonly<Record<string, readonly number[]>> = {
  'white-nh M': [522, 25, 14.5, 102, 185, 256, 495, 1090, 2190, 5600, 15100],
  'white-nh F': [430, 20, 11, 45, 88, 150, 320, 670, 1480, 4180, 13700],
  'black-nh M': [1210, 45, 25, 185, 285, 376, 715, 1720, 3310, 6950, 14300],
  'black-nh F': [1020, 37, 18, 60, 115, 210, 465, 1000, 2060, 4850, 12900],
  'hispanic M': [540, 22.5, 13, 91, 125, 165, 350, 810, 1700, 4150, 11000],
  'hispanic F': [460, 20, 10, 32, 48, 82, 190, 440, 1050, 3000, 9900],
  'asian-nh M': [400, 17, 9.5, 45, 62, 90, 195, 480, 1150, 3300, 10800],
  'asian-nh F': [340, 15, 8, 22, 32, 55, 120, 280, 750, 2450, 9100],
  'aian-nh M': [950, 55, 25, 200, 370, 520, 860, 1500, 2650, 5600, 13500],
  'aian-nh F': [800, 45, 20, 85, 190, 310, 540, 970, 1900, 4400, 12500],
};
/** Of the other group one in five is native, the rest of several races, whose rates are taken to be those of white people. */
const NATIVE_SHARE = 0.2;

/**
 * Death rates of "all other" people over those of white people at the ages of the bands above, about 1950 (Vital
 * Statistics of the United States 1950; rounded, not re-read). Above 75 they were lower, or ages were overstated.
 */
const RATIO_1950: Readonly<Record<Sex, readonly number[]>> = {
  M: [1.65, 2, 1.6, 1.9, 2.7, 2.5, 2, 1.6, 1.15, 0.9, 0.75],
  F: [1.7, 2.1, 1.7, 3, 3.3, 3, 2.7, 2.1, 1.4, 0.95, 0.75],
};

/**
 * Life expectancy at birth less that of white people, years. Black people: NCHS historical tables (before 1970 all other
 * than white), United States Life Tables 2010 to 2021, provisional estimates 2022 (2023: Data Brief 521). Hispanic and Asian
 * people: the same from 2010 on, the pandemic years as in 2021; before, judgement: Hispanic people as white ones until 1960, Asian
 * people until 1930 and as today from 1980. Recalled, not re-read.
 */
const GAPS: Readonly<Record<string, readonly (readonly [year: number, gap: number])[]>> = {
  'black-nh': [
    [1900, -14.6],
    [1910, -14.3],
    [1920, -9.6],
    [1930, -13.3],
    [1940, -11.1],
    [1950, -8.3],
    [1960, -7],
    [1970, -7.6],
    [1980, -6.3],
    [1990, -7],
    [2000, -5.5],
    [2010, -4.1],
    [2019, -4],
    [2020, -5.5],
    [2022, -5.5],
    [2023, -4.4],
  ],
  hispanic: [
    [1960, 0],
    [2010, 2.9],
    [2019, 3.1],
    [2020, 1.1],
    [2022, 1.1],
    [2023, 2.9],
  ],
  'asian-nh': [
    [1930, 0],
    [1980, 6.8],
    [2022, 6.8],
    [2023, 6.8],
  ],
};
const ROUNDS = 8;

/** Shapes as given, and levels at which the published gaps in life expectancy come out. */
export function groupMortalityRows(tables: unknown[], composition: unknown[]): unknown[] {
  const shapes = shapeRows();
  let levels = levelRows((_, gap) => (gap === 0 ? 0 : 1));
  for (let round = 0; round < ROUNDS; round++) {
    const rows = [...shapes, ...levels];
    const mortality = new Mortality(tables as LifeTableRow[], rows, composition as CompositionRow[]);
    const known = new Map(levels.map((row) => [`${row[1]} ${row[2]}`, row[3] as number]));
    levels = levelRows((group, gap, year) => {
      const level = known.get(`${group} ${year}`) ?? 1;
      const is = expectancy(mortality, group, year) - expectancy(mortality, 'white-nh', year);
      return gap === 0 ? 0 : Math.round(10_000 * level * (gap / is)) / 10_000;
    });
  }
  return [...shapes, ...levels];
}

function levelRows(level: (group: Group, gap: number, year: number) => number): GroupMortalityRow[] {
  const solved = Object.entries(GAPS).flatMap(([group, gaps]) =>
    gaps.map(([year, gap]): GroupMortalityRow => ['level', group as Group, year, level(group as Group, gap, year)]),
  );
  return [...solved, ['level', 'other-nh', 2017, 1]];
}

/** Period life expectancy at birth, the mean of both sexes. */
export function expectancy(mortality: Mortality, group: Group | 'all', year: number): number {
  const of = (sex: Sex) => {
    let alive = 1;
    let years = 0;
    for (let age = 0; age < 130; age++) {
      const hazard = mortality.hazard(age, sex, group, year);
      years += (alive * (1 - Math.exp(-hazard))) / hazard;
      alive *= Math.exp(-hazard);
    }
    return years;
  };
  return (of('F') + of('M')) / 2;
}

function shapeRows(): GroupMortalityRow[] {
  return (['F', 'M'] as const).flatMap((sex): GroupMortalityRow[] => {
    const white = RATES_2017[`white-nh ${sex}`] ?? [];
    const ratios = (group: string) => (RATES_2017[`${group} ${sex}`] ?? []).map((rate, i) => rate / (white[i] ?? 1));
    const other = ratios('aian-nh').map((ratio) => NATIVE_SHARE * ratio + 1 - NATIVE_SHARE);
    return [
      ['shape', 'black-nh', sex, 1950, logs(RATIO_1950[sex])],
      ['shape', 'black-nh', sex, 2017, logs(ratios('black-nh'))],
      ['shape', 'hispanic', sex, 2017, logs(ratios('hispanic'))],
      ['shape', 'asian-nh', sex, 2017, logs(ratios('asian-nh'))],
      ['shape', 'other-nh', sex, 2017, logs(other)],
    ];
  });
}

/** At RATIO_AGES; at the last of them everybody dies alike. */
function logs(ratios: readonly number[]): number[] {
  return RATIO_AGES.map((_, i) => Math.round(10_000 * Math.log(ratios[i] ?? 1)) / 10_000);
}
