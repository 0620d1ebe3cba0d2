/**
 * Published histories, year by year, of schooling, marriage, work and income. All are recalled from the publications named and not
 * re-read; they carry the tables of 2010 and 2018 to other years.
 */
import { normalQuantile } from '../src/core/numeric.ts';
import type { IndustryYearRow } from '../src/reference/social-industry.ts';
import type { YearRow } from '../src/reference/social-years.ts';

type Points = readonly (readonly [year: number, value: number])[];

/**
 * Percent of people of 25 to 29 with high school or more, and men and women with a bachelor's degree or more, by year of the count
 * (National Center for Education Statistics, Digest of Education Statistics, table 104.20).
 */
const HIGH_SCHOOL: Points = [
  [1910, 13.9],
  [1920, 16.4],
  [1930, 23.9],
  [1940, 38.1],
  [1950, 52.8],
  [1960, 60.7],
  [1970, 75.4],
  [1980, 85.4],
];
const BACHELOR: Readonly<Record<'F' | 'M', Points>> = {
  F: [
    [1910, 1.5],
    [1920, 2.4],
    [1930, 3.6],
    [1940, 4.9],
    [1950, 5.9],
    [1960, 7.8],
    [1970, 12.9],
    [1980, 21.0],
  ],
  M: [
    [1910, 3.0],
    [1920, 3.8],
    [1930, 5.4],
    [1940, 6.9],
    [1950, 9.6],
    [1960, 14.4],
    [1970, 20.0],
    [1980, 24.0],
  ],
};
/** Mean age of those of 25 to 29. */
const COUNTED_AT = 27;

/** Median age at first marriage (Census Bureau, table MS-2). */
const FIRST_MARRIAGE: Readonly<Record<'F' | 'M', Points>> = {
  F: [
    [1890, 22.0],
    [1920, 21.2],
    [1940, 21.5],
    [1950, 20.3],
    [1960, 20.3],
    [1970, 20.8],
    [1980, 22.0],
    [1990, 23.9],
    [2000, 25.1],
    [2010, 26.1],
    [2018, 27.8],
    [2022, 28.2],
  ],
  M: [
    [1890, 26.1],
    [1920, 24.6],
    [1940, 24.3],
    [1950, 22.8],
    [1960, 22.8],
    [1970, 23.2],
    [1980, 24.7],
    [1990, 26.1],
    [2000, 26.8],
    [2010, 28.2],
    [2018, 29.8],
    [2022, 30.1],
  ],
};
/** Divorces a year per 1,000 married women (NCHS, Vital Statistics of the United States). */
const DIVORCE: Points = [
  [1900, 4.1],
  [1920, 8.0],
  [1930, 7.5],
  [1940, 8.8],
  [1950, 10.3],
  [1960, 9.2],
  [1970, 14.9],
  [1980, 22.6],
  [1990, 20.9],
  [2000, 18.8],
];

/** Death rates that husbands and wives of a cohort meet at 50 to 80, against the cohort of 1930 (Social Security, period life tables). */
const SPOUSE_DEATH: Points = [
  [1860, 2.1],
  [1880, 1.9],
  [1900, 1.6],
  [1915, 1.3],
  [1930, 1.0],
];

/** Percent unemployed, annual averages (Bureau of Labor Statistics, Current Population Survey; before 1948 Lebergott). */
const UNEMPLOYMENT: Points = [
  [1900, 5.0],
  [1910, 5.9],
  [1920, 5.2],
  [1929, 3.2],
  [1933, 24.9],
  [1937, 14.3],
  [1940, 14.6],
  [1944, 1.2],
  [1948, 3.8],
  [1949, 5.9],
  [1953, 2.9],
  [1954, 5.5],
  [1956, 4.1],
  [1958, 6.8],
  [1960, 5.5],
  [1961, 6.7],
  [1965, 4.5],
  [1969, 3.5],
  [1971, 5.9],
  [1973, 4.9],
  [1975, 8.5],
  [1979, 5.8],
  [1980, 7.1],
  [1982, 9.7],
  [1983, 9.6],
  [1985, 7.2],
  [1989, 5.3],
  [1992, 7.5],
  [1995, 5.6],
  [2000, 4.0],
  [2003, 6.0],
  [2006, 4.6],
  [2007, 4.6],
  [2008, 5.8],
  [2009, 9.3],
  [2010, 9.6],
  [2011, 8.9],
  [2012, 8.1],
  [2013, 7.4],
  [2014, 6.2],
  [2015, 5.3],
  [2016, 4.9],
  [2017, 4.4],
  [2018, 3.9],
  [2019, 3.7],
  [2020, 8.1],
  [2021, 5.3],
  [2022, 3.6],
  [2023, 3.6],
  [2024, 4.0],
];

const LABOR_YEARS = [1950, 1960, 1970, 1980, 1990, 2000, 2010, 2015, 2019, 2021, 2023];
/** Percent in the labor force (Bureau of Labor Statistics, Current Population Survey), in LABOR_YEARS. */
const LABOR_FORCE: Readonly<Record<string, readonly number[]>> = {
  'F-16-24': [43.9, 42.8, 51.3, 61.9, 62.9, 63.0, 53.6, 53.8, 54.9, 54.1, 55.5],
  'F-25-54': [36.8, 42.9, 50.1, 64.0, 74.0, 76.7, 75.2, 73.7, 76.0, 75.3, 77.4],
  'F-55-64': [27.0, 37.2, 43.0, 41.3, 45.2, 51.9, 60.2, 58.5, 59.3, 58.8, 59.9],
  'F-65': [9.7, 10.8, 9.7, 8.1, 8.6, 9.4, 13.8, 15.3, 16.6, 15.5, 15.9],
  'M-16-24': [77.3, 71.7, 69.4, 74.4, 71.8, 68.6, 56.8, 56.2, 57.0, 56.4, 57.0],
  'M-25-54': [96.5, 97.0, 95.8, 94.2, 93.4, 91.6, 89.3, 88.3, 89.1, 88.2, 89.1],
  'M-55-64': [86.9, 86.8, 83.0, 72.1, 67.8, 67.3, 70.0, 69.8, 71.2, 70.6, 71.7],
  'M-65': [45.8, 33.1, 26.8, 19.0, 16.3, 17.7, 22.1, 23.4, 24.7, 23.1, 23.4],
};

/** Percent of people without income, 15 years and over (Census Bureau, table P-2: those with income against all). */
const WITHOUT_INCOME: Readonly<Record<'F' | 'M', Points>> = {
  F: [
    [1947, 61],
    [1950, 57],
    [1960, 44],
    [1970, 33],
    [1975, 27],
    [1980, 11],
    [1990, 8],
    [2000, 9],
    [2010, 13],
    [2018, 13],
  ],
  M: [
    [1947, 11],
    [1950, 10],
    [1960, 9],
    [1970, 8],
    [1980, 5],
    [1990, 5],
    [2000, 7],
    [2010, 10],
    [2018, 9],
  ],
};
/**
 * Median income of people with income, dollars of the year (Census Bureau, table P-2); before 1947 in proportion to wages (a judgement).
 */
const MEDIAN_INCOME: Readonly<Record<'F' | 'M', Points>> = {
  F: [
    [1900, 210],
    [1920, 560],
    [1930, 560],
    [1939, 590],
    [1947, 1017],
    [1950, 953],
    [1955, 1116],
    [1960, 1261],
    [1965, 1564],
    [1970, 2237],
    [1975, 3385],
    [1980, 4920],
    [1985, 7217],
    [1990, 10070],
    [1995, 12130],
    [2000, 16063],
    [2005, 18576],
    [2010, 20775],
    [2015, 23769],
    [2018, 27079],
    [2020, 28900],
    [2022, 33000],
    [2023, 35000],
  ],
  M: [
    [1900, 400],
    [1920, 1100],
    [1930, 1100],
    [1939, 1150],
    [1947, 2230],
    [1950, 2570],
    [1955, 3354],
    [1960, 4080],
    [1965, 4824],
    [1970, 6670],
    [1975, 8853],
    [1980, 12530],
    [1985, 16311],
    [1990, 20293],
    [1995, 22562],
    [2000, 28343],
    [2005, 31275],
    [2010, 32205],
    [2015, 37138],
    [2018, 41615],
    [2020, 43100],
    [2022, 48060],
    [2023, 50200],
  ],
};

/** Percent below the poverty line (Census Bureau, historical poverty tables 2 and 3); before 1959 estimates of the line carried back. */
const POVERTY: Readonly<Record<'children' | 'adults' | 'old', Points>> = {
  children: [
    [1940, 50],
    [1950, 35],
    [1959, 27.3],
    [1966, 17.6],
    [1970, 15.1],
    [1975, 17.1],
    [1980, 18.3],
    [1983, 22.3],
    [1990, 20.6],
    [1993, 22.7],
    [2000, 16.2],
    [2007, 18.0],
    [2010, 22.0],
    [2014, 21.1],
    [2016, 18.0],
    [2018, 16.2],
    [2019, 14.4],
    [2020, 16.0],
    [2022, 15.0],
    [2023, 15.3],
  ],
  adults: [
    [1940, 40],
    [1950, 25],
    [1959, 17.0],
    [1966, 10.5],
    [1970, 9.0],
    [1975, 9.2],
    [1980, 10.1],
    [1983, 12.4],
    [1990, 10.7],
    [1993, 12.4],
    [2000, 9.6],
    [2007, 10.9],
    [2010, 13.8],
    [2014, 13.5],
    [2016, 11.6],
    [2018, 10.7],
    [2019, 9.4],
    [2020, 10.4],
    [2022, 10.5],
    [2023, 10.0],
  ],
  old: [
    [1940, 60],
    [1950, 48],
    [1959, 35.2],
    [1966, 28.5],
    [1970, 24.6],
    [1975, 15.3],
    [1980, 15.7],
    [1983, 13.8],
    [1990, 12.2],
    [1993, 12.2],
    [2000, 9.9],
    [2007, 9.7],
    [2010, 8.9],
    [2014, 10.0],
    [2016, 9.3],
    [2018, 9.7],
    [2019, 8.9],
    [2020, 8.9],
    [2022, 10.2],
    [2023, 9.7],
  ],
};
/** Median household income in dollars of 2022 (Census Bureau, table H-8; before 1967 of families, table F-7). */
const HOUSEHOLD_INCOME: Points = [
  [1947, 30000],
  [1955, 37000],
  [1967, 51000],
  [1980, 57000],
  [1990, 62000],
  [1999, 70500],
  [2007, 70000],
  [2010, 65500],
  [2014, 66000],
  [2018, 73000],
  [2019, 78200],
  [2021, 76300],
  [2022, 74600],
  [2023, 77500],
];
/** How many logarithms of the ratio of income and poverty line one standard deviation of rank is, near the middle. */
const LOG_PER_RANK = 0.85;

/** Share of an industry in the workforce against 2018 (Bureau of Labor Statistics, employment by industry; agriculture by censuses). */
const INDUSTRY: Readonly<Record<string, Points>> = {
  AGR: [
    [1900, 25],
    [1920, 17],
    [1940, 11],
    [1950, 8],
    [1960, 5],
    [1970, 2.8],
    [1980, 2.2],
    [1990, 1.7],
    [2000, 1.3],
    [2010, 1],
  ],
  MFG: [
    [1900, 2.2],
    [1940, 3.2],
    [1960, 3.3],
    [1970, 3],
    [1980, 2.5],
    [1990, 1.9],
    [2000, 1.55],
    [2010, 1.05],
    [2020, 1],
  ],
  MED: [
    [1900, 0.2],
    [1940, 0.3],
    [1960, 0.45],
    [1980, 0.65],
    [1990, 0.75],
    [2000, 0.85],
    [2010, 1],
  ],
  PRF: [
    [1900, 0.2],
    [1940, 0.3],
    [1960, 0.4],
    [1980, 0.6],
    [1990, 0.75],
    [2000, 0.9],
    [2010, 0.95],
    [2020, 1],
  ],
};

export function yearRows(): YearRow[] {
  const both = ['F', 'M'] as const;
  return [
    ...ranks('education-high-school', HIGH_SCHOOL, COUNTED_AT),
    ...both.flatMap((sex) => ranks(`education-bachelor-${sex}`, BACHELOR[sex], COUNTED_AT)),
    ...both.flatMap((sex) => series(`first-marriage-age-${sex}`, FIRST_MARRIAGE[sex])),
    ...series('divorce-rate', DIVORCE),
    ...series('spouse-death', SPOUSE_DEATH),
    ...ranks('unemployment', UNEMPLOYMENT, 0),
    ...Object.entries(LABOR_FORCE).flatMap(([name, values]) =>
      ranks(
        `not-in-labor-force-${name}`,
        values.map((value, i) => [LABOR_YEARS[i] as number, 100 - value] as const),
        0,
      ),
    ),
    ...both.flatMap((sex) => ranks(`without-income-${sex}`, WITHOUT_INCOME[sex], 0)),
    ...both.flatMap((sex) => series(`log-income-${sex}`, logs(MEDIAN_INCOME[sex], 1))),
    ...(['children', 'adults', 'old'] as const).flatMap((who) => ranks(`poverty-${who}`, POVERTY[who], 0)),
    ...series('household-income-rank', logs(HOUSEHOLD_INCOME, LOG_PER_RANK)),
  ];
}

export function industryYearRows(): IndustryYearRow[] {
  return Object.entries(INDUSTRY).flatMap(([industry, points]) =>
    points.map(([year, factor]): IndustryYearRow => [industry, year, factor]),
  );
}

function series(name: string, points: Points): YearRow[] {
  return points.map(([year, value]) => [name, year, Math.round(value * 1e4) / 1e4]);
}

/** Percentages as standard normal ranks, of a cohort that was counted at an age. */
function ranks(name: string, points: Points, countedAt: number): YearRow[] {
  return series(
    name,
    points.map(([year, percent]) => [year - countedAt, normalQuantile(percent / 100)]),
  );
}

function logs(points: Points, unit: number): Points {
  return points.map(([year, value]) => [year, Math.log(value) / unit]);
}
