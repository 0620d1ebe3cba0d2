import { GROUPS, type Group } from './places.ts';
import { cell } from './social-education.ts';
import { FIRST_YEAR, interpolate, LAST_YEAR, type Years, yearIndex } from './social-years.ts';
import type { Sex } from './terms.ts';

/**
 * Sex, group, year of birth: share that ever marries, years by which the age at first marriage differs from the nation's,
 * share of marriages that break up in the end, factor of the death rate of husbands or wives, mean years of living apart before a divorce.
 */
export type MarriageRow = readonly [
  sex: Sex,
  group: Group,
  cohort: number,
  ever: number,
  later: number,
  breakUp: number,
  spouseDeath: number,
  apart: number,
];

/** How people of a cohort marry. */
export interface MarriageRisk {
  readonly ever: number;
  /** Median age at first marriage of those who ever marry. */
  readonly medianAge: number;
  readonly breakUp: number;
  readonly spouseDeath: number;
  readonly apart: number;
}

const COHORTS = LAST_YEAR - FIRST_YEAR + 1;
/** At what age a cohort's year of marrying is looked up. */
const MARRYING_AGE = 25;

export class MarriageFacts {
  readonly #risks: readonly MarriageRisk[];

  constructor(rows: readonly MarriageRow[], years: Years) {
    this.#risks = (['F', 'M'] as const).flatMap((sex) =>
      GROUPS.flatMap((group) => {
        const own = rows.filter((row) => row[0] === sex && row[1] === group);
        const columns = [3, 4, 5, 6, 7].map((i) => own.map((row) => [row[2], row[i] as number] as const));
        const oldest = (own[0] as MarriageRow)[2];
        return Array.from({ length: COHORTS }, (_, i) => risk(columns, oldest, sex, FIRST_YEAR + i, years));
      }),
    );
  }

  of(sex: Sex, group: Group, birthYear: number): MarriageRisk {
    return this.#risks[cell(sex, group) * COHORTS + yearIndex(birthYear)] as MarriageRisk;
  }
}

type Column = readonly (readonly [cohort: number, value: number])[];

function risk(columns: readonly Column[], oldest: number, sex: Sex, cohort: number, years: Years): MarriageRisk {
  const [ever, later, breakUp, spouseDeath, apart] = columns.map((column) => interpolate(column, cohort)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  // Break-ups of earlier cohorts by the divorce rate of their time, deaths by the life tables, against the oldest cohort that is tabled.
  const rate = (of: number) => years.at('divorce-rate', of + 40);
  const past = cohort < oldest ? rate(cohort) / rate(oldest) : 1;
  return {
    ever,
    medianAge: years.at(`first-marriage-age-${sex}`, cohort + MARRYING_AGE) + later,
    breakUp: breakUp * past,
    spouseDeath:
      spouseDeath * (cohort < oldest ? years.at('spouse-death', cohort) / years.at('spouse-death', oldest) : 1),
    apart,
  };
}
