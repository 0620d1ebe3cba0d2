/**
 * Facts about the population of the United States that are recalled from the publications named beside them and were not
 * re-read; sums were compared with the published totals. scripts/build-population.ts writes them to the data files.
 */

/**
 * Live births in thousands, from the first year on: NCHS, Vital Statistics of the United States and National Vital
 * Statistics Reports "Births: Final Data"; until 1959 adjusted for under-registration. 2024 is provisional.
 */
export const FIRST_YEAR_OF_BIRTHS = 1909;
export const BIRTHS = [
  2718, 2777, 2809, 2840, 2869, 2966, 2965, 2964, 2944, 2948, 2740, 2950, 3055, 2882, 2910, 2979, 2909, 2839, 2802,
  2674, 2582, 2618, 2506, 2440, 2307, 2396, 2377, 2355, 2413, 2496, 2466, 2559, 2703, 2989, 3104, 2939, 2858, 3411,
  3817, 3637, 3649, 3632, 3820, 3909, 3959, 4071, 4097, 4210, 4300, 4246, 4245, 4258, 4268, 4167, 4098, 4027, 3760,
  3606, 3521, 3502, 3600, 3731, 3556, 3258, 3137, 3160, 3144, 3168, 3327, 3333, 3494, 3612, 3629, 3681, 3639, 3669,
  3761, 3757, 3809, 3910, 4041, 4158, 4111, 4065, 4000, 3953, 3900, 3891, 3881, 3942, 3959, 4059, 4026, 4022, 4090,
  4112, 4138, 4266, 4316, 4248, 4131, 3999, 3954, 3953, 3932, 3988, 3978, 3946, 3856, 3792, 3748, 3614, 3664, 3668,
  3596, 3629,
] as const;

/** Residents by five-year age band, the last 85 and over: US Census Bureau, census of 2000 and 2010, profile DP-1. */
export const CENSUSES = [
  {
    date: [2000, 4, 1],
    all: [
      19175798, 20549505, 20528072, 20219890, 18964001, 19381336, 20510388, 22706664, 22441863, 20092404, 17585548,
      13469237, 10805447, 9533545, 8857441, 7415813, 4945367, 4239587,
    ],
    male: [
      9810733, 10523277, 10520197, 10391004, 9687814, 9798760, 10321769, 11318696, 11129102, 9889506, 8607724, 6508729,
      5136627, 4400362, 3902912, 3044456, 1834897, 1226998,
    ],
    total: 281421906,
    totalMale: 138053563,
    /**
     * Residents of each group (white, black, Hispanic, Asian, others) under 18, of all ages, and of 65 and over: summary file 1;
     * those of 65 and over, and the black and Asian of under 18, are rounded.
     */
    groups: {
      under18: [44027087, 10610000, 12342259, 2420000, 2894466],
      all: [194552774, 33947837, 35305818, 10123169, 7492308],
      from65: [29245000, 2790000, 1733591, 800000, 423162],
    },
  },
  {
    date: [2010, 4, 1],
    all: [
      20201362, 20348657, 20677194, 22040343, 21585999, 21101849, 19962099, 20179642, 20890964, 22708591, 22298125,
      19664805, 16817924, 12435263, 9278166, 7317795, 5743327, 5493433,
    ],
    male: [
      10319427, 10389638, 10579862, 11303666, 11014176, 10635591, 9996500, 10042022, 10393977, 11209085, 10933274,
      9523648, 8077500, 5852547, 4243972, 3182388, 2294374, 1789679,
    ],
    total: 308745538,
    totalMale: 151781326,
    groups: {
      under18: [39716562, 10330000, 17130891, 3193000, 3811014],
      all: [196817552, 37685848, 50477594, 14465124, 9299420],
      from65: [32240000, 3340000, 2781624, 1370000, 536360],
    },
  },
] as const;

/**
 * Percent of the population in each group before the anchors above: US Census Bureau (Gibson and Jung 2002, "Historical
 * census statistics on population totals by race"; Hispanic before 1980 by its own estimates and, before 1940, a judgement).
 */
export const EARLIER_GROUPS = [
  [1900, [87.0, 11.6, 0.7, 0.2, 0.5]],
  [1940, [88.3, 9.7, 1.5, 0.2, 0.3]],
  [1950, [87.4, 9.9, 2.1, 0.2, 0.4]],
  [1960, [85.4, 10.5, 3.2, 0.5, 0.4]],
  [1970, [83.2, 11.0, 4.5, 0.8, 0.5]],
  [1980, [79.6, 11.5, 6.4, 1.6, 0.9]],
  [1990, [75.6, 11.8, 9.0, 2.8, 0.8]],
] as const;

/**
 * Net international migration in thousands in the twelve months from July of each year: US Census Bureau, population
 * estimates, vintage 2024 and 2025; the last holds for later years (Census projections of 2023, middle series).
 */
export const FIRST_YEAR_OF_MIGRATION = 2019;
export const MIGRATION = [400, 376, 1690, 2290, 2790, 1260, 500, 850] as const;
/** Percent of the migrants in each group, and by age band (0 to 4 ... 65 to 69): ACS, persons who entered in the year before; rounded. */
export const MIGRANT_GROUPS = [12, 10, 53, 21, 4] as const;
export const MIGRANT_AGES = [6, 7, 7, 11, 17, 15, 11, 8, 5, 3.5, 2.5, 2, 2, 1.5] as const;

/** What the published state figures lack of Puerto Rico: US Census Bureau, QuickFacts, vintage 2019, and ACS 2015-2019. */
export const PUERTO_RICO = {
  pctFemale: 52.5,
  pctUnder5: 3.7,
  pctUnder18: 18.0,
  pct65plus: 21.3,
  pctForeignBorn: 2.7,
  pctLanguageOtherThanEnglish: 94.5,
} as const;
