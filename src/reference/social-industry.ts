import { EDUCATION_LEVELS } from './social-education.ts';
import { sexIndex } from './social-work.ts';
import { interpolate } from './social-years.ts';
import type { Sex } from './terms.ts';
import { Weighted } from './weighted.ts';

/** Sex, level of education, industry by the Census Bureau's letters, share of those with a job in 2018. */
export type IndustryRow = readonly [sex: Sex, education: number, industry: string, share: number];
/** Industry, year, how much more of the workforce it had than in 2018 (1: as much). */
export type IndustryYearRow = readonly [industry: string, year: number, factor: number];

const FIRST_DECADE = 1900;
const DECADES = 14;

interface Choice {
  readonly industries: readonly string[];
  readonly choice: Weighted;
}

/** In which industry people work, by sex, education and decade. */
export class IndustryFacts {
  readonly #choices: readonly Choice[];

  constructor(rows: readonly IndustryRow[], years: readonly IndustryYearRow[]) {
    this.#choices = (['F', 'M'] as const).flatMap((sex) =>
      Array.from({ length: EDUCATION_LEVELS }, (_, education) =>
        rows.filter((row) => row[0] === sex && row[1] === education),
      ).flatMap((own) => Array.from({ length: DECADES }, (_, i) => choiceOf(own, years, FIRST_DECADE + 10 * i))),
    );
  }

  /** The industry that `u` in (0, 1) chooses for work of a year (with fraction). */
  at(sex: Sex, education: number, year: number, u: number): string {
    const decade = Math.min(DECADES - 1, Math.max(0, Math.round((year - FIRST_DECADE) / 10)));
    const { industries, choice } = this.#choices[
      (sexIndex(sex) * EDUCATION_LEVELS + education) * DECADES + decade
    ] as Choice;
    return industries[choice.at(u)] as string;
  }
}

function choiceOf(rows: readonly IndustryRow[], years: readonly IndustryYearRow[], decade: number): Choice {
  const factor = (industry: string) => {
    const points = years.filter((row) => row[0] === industry).map((row) => [row[1], row[2]] as const);
    return points.length === 0 ? 1 : interpolate(points, decade);
  };
  return {
    industries: rows.map((row) => row[2]),
    choice: new Weighted(rows.map((row) => row[3] * factor(row[2]))),
  };
}
