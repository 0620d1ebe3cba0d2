import type { Code } from '../../../core/code.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import { timeOf } from '../../../core/time.ts';
import type { EncounterEntry } from '../../../record/kinds/encounter.ts';
import type { RunningLife } from '../../running-life.ts';
import { REFERENCE_ENGINE, STREAM } from './chance.ts';
import { isDoseDue, VACCINES, type Vaccine } from './vaccine-schedule.ts';

const STATE = murmur3('immunization');

/** A code of CDC's list of vaccines. */
export function cvx(code: string, display: string): Code {
  return { system: 'CVX', code, display };
}

interface Course {
  readonly vaccine: Vaccine;
  readonly code: Code;
  readonly from: number;
}

const COURSES: readonly Course[] = VACCINES.map((vaccine) => ({
  vaccine,
  code: cvx(vaccine.cvx, vaccine.display),
  from: timeOf(vaccine.firstYear, 1, 1),
}));

/** Gives what is due at each visit of the scheduler (gmf.md 7.4.7). */
export class Immunizations {
  readonly #life: RunningLife;
  /** Ages in months at which doses were given, by course. */
  readonly #given: readonly number[][] = COURSES.map(() => []);
  #made = 0;

  constructor(life: RunningLife) {
    this.#life = life;
  }

  visit(encounter: EncounterEntry): void {
    const months = this.#life.ages.months(encounter.start);
    for (const [i, { vaccine, code, from }] of COURSES.entries()) {
      const given = this.#given[i] as number[];
      if (encounter.start < from || !isDoseDue(vaccine.ages, given, months)) continue;
      given.push(months);
      this.give(code, given.length, encounter, encounter.start);
    }
  }

  /** Writes a dose on the record. */
  give(code: Code, series: number, encounter: EncounterEntry, t: number): void {
    const number = this.#made++;
    this.#life.recorder.add(
      {
        kind: 'immunization',
        id: this.#life.input.ids.id(STREAM, STATE, number, 0),
        start: t,
        stop: null,
        codes: [code],
        encounter,
        cause: { module: REFERENCE_ENGINE, file: REFERENCE_ENGINE, state: 'immunization', visit: number },
        name: 'immunization',
        series,
      },
      false,
    );
  }
}
