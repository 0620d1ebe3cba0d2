import {
  EducationFacts,
  type EducationRow,
  type EducationTimingRow,
  type EducationYearRow,
} from './social-education.ts';
import { IncomeFacts, type IncomeGroupRow, type IncomeRow } from './social-income.ts';
import { IndustryFacts, type IndustryRow, type IndustryYearRow } from './social-industry.ts';
import { MarriageFacts, type MarriageRow } from './social-marriage.ts';
import { PovertyFacts, type PovertyRow } from './social-poverty.ts';
import { WorkFacts, type WorkRow } from './social-work.ts';
import { type YearRow, Years } from './social-years.ts';

/**
 * What a state adds to the nation. The first three are in standard deviations of the rank: towards finishing high school,
 * towards a bachelor's degree, and the two ends of household income (how far the poor are from the line; the middle and
 * above). Personal income is a difference of logarithms.
 */
export type StateShiftRow = readonly [
  state: string,
  highSchool: number,
  bachelor: number,
  poor: number,
  middle: number,
  logIncome: number,
];

export interface StateShift {
  readonly highSchool: number;
  readonly bachelor: number;
  readonly poor: number;
  readonly middle: number;
  readonly logIncome: number;
}

/** The rows of all files, in the shapes in which scripts/build-social.ts writes them. */
export interface SocialRows {
  readonly years: readonly YearRow[];
  readonly education: readonly EducationRow[];
  readonly educationTiming: readonly EducationTimingRow[];
  readonly educationYears: readonly EducationYearRow[];
  readonly marriage: readonly MarriageRow[];
  readonly work: readonly WorkRow[];
  readonly income: readonly IncomeRow[];
  readonly incomeGroup: readonly IncomeGroupRow[];
  readonly poverty: readonly PovertyRow[];
  readonly industry: readonly IndustryRow[];
  readonly industryYear: readonly IndustryYearRow[];
  readonly states: readonly StateShiftRow[];
}

const NO_SHIFT: StateShift = { highSchool: 0, bachelor: 0, poor: 0, middle: 0, logIncome: 0 };

/** How schooling, marriage, work and income go with age, sex, group, state and year. Levels of education are 0 to 4, as in the record. */
export class Social {
  readonly education: EducationFacts;
  readonly marriage: MarriageFacts;
  readonly work: WorkFacts;
  readonly income: IncomeFacts;
  readonly poverty: PovertyFacts;
  readonly industry: IndustryFacts;
  readonly #states: ReadonlyMap<string, StateShift>;

  constructor(rows: SocialRows) {
    const years = new Years(rows.years);
    this.education = new EducationFacts(rows.education, rows.educationTiming, rows.educationYears, years);
    this.marriage = new MarriageFacts(rows.marriage, years);
    this.work = new WorkFacts(rows.work, years);
    this.income = new IncomeFacts(rows.income, rows.incomeGroup, years);
    this.poverty = new PovertyFacts(rows.poverty, years);
    this.industry = new IndustryFacts(rows.industry, rows.industryYear);
    this.#states = new Map(
      rows.states.map(([state, highSchool, bachelor, poor, middle, logIncome]) => [
        state,
        { highSchool, bachelor, poor, middle, logIncome },
      ]),
    );
  }

  /** Of a state by postal code; none where nothing is published. */
  state(code: string): StateShift {
    return this.#states.get(code) ?? NO_SHIFT;
  }
}
