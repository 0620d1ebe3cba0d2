import type { Code } from '../../../core/code.ts';
import { murmur3 } from '../../../core/random/murmur3.ts';
import { DAY, HOUR, type SimTime, timeOf, WEEK } from '../../../core/time.ts';
import { type EncounterEntry, GENERAL_PRACTICE } from '../../../record/kinds/encounter.ts';
import { newEncounter } from '../../new-encounter.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Process } from '../producers.ts';
import { type Chance, REFERENCE_ENGINE, STREAM } from './chance.ts';
import { bandOf, firstDoseDay } from './covid-uptake.ts';
import { cvx, type Immunizations } from './immunizations.ts';

const NOON = 12 * HOUR;
const STARTS = timeOf(2020, 12, 11) + NOON;
const CHILDREN_START = timeOf(2021, 5, 10) + NOON;
const LATE_START = timeOf(2021, 9, 14) + NOON;
const MODERNA_STARTS = timeOf(2020, 12, 18);
const JANSSEN_STARTS = timeOf(2021, 2, 27);
const ADULT = 16;
const CHILD = 12;

const COVID = '840539006';
const LEAST_CHANCE = 0.001;

interface Product {
  readonly code: Code;
  /** Until the second dose; null where one is enough. */
  readonly interval: number | null;
}

const PFIZER: Product = { code: cvx('208', 'COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL dose'), interval: 21 * DAY };
const MODERNA: Product = { code: cvx('207', 'COVID-19, mRNA, LNP-S, PF, 100 mcg/0.5 mL dose'), interval: 28 * DAY };
const JANSSEN: Product = { code: cvx('212', 'COVID-19 vaccine, vector-nr, rS-Ad26, PF, 0.5 mL'), interval: null };

const VISIT_CODE: Code = {
  system: 'SNOMED-CT',
  code: '33879002',
  display: 'Administration of vaccine to produce active immunity (procedure)',
};

const WANTS = murmur3('COVID-19 vaccination, wanted');
const DAY_OF_DOSE = murmur3('COVID-19 vaccination, day');
const PRODUCT = murmur3('COVID-19 vaccination, product');
const LATE = murmur3('COVID-19 vaccination, late');
const VISIT = murmur3('COVID-19 vaccination');

/** Vaccination against COVID-19 from December 2020 on (gmf.md 7.4.7): sets `C19_FULLY_VACCINATED` when the course is complete. */
export class CovidVaccination implements Process {
  next: SimTime;
  readonly #life: RunningLife;
  readonly #chance: Chance;
  readonly #immunizations: Immunizations;
  #isAsked = false;
  /** Whether the next run gives a dose (else it decides whether there will be one). */
  #isBooked = false;
  #doses = 0;
  #product: Product | null = null;
  #lateChance = Number.NaN;
  #tries = 0;

  constructor(life: RunningLife, chance: Chance, immunizations: Immunizations) {
    this.#life = life;
    this.#chance = chance;
    this.#immunizations = immunizations;
    const { ages } = life;
    this.next = Math.min(Math.max(STARTS, ages.birthday(ADULT)), Math.max(CHILDREN_START, ages.birthday(CHILD)));
  }

  run(t: SimTime): void {
    if (this.#isBooked) this.#dose(t);
    else if (this.#isAsked) this.#reconsider(t);
    else this.#ask(t);
  }

  #ask(t: SimTime): void {
    this.#isAsked = true;
    const band = bandOf(this.#life.ages.years(t));
    if (this.#chance.uniform(WANTS) < band.share) {
      const day = firstDoseDay(band, this.#chance.uniform(DAY_OF_DOSE), t);
      this.#book(Math.max(t, day + NOON));
    } else {
      this.next = Math.max(LATE_START, t);
    }
  }

  /** Who did not want to is asked again, less and less willing. */
  #reconsider(t: SimTime): void {
    if (Number.isNaN(this.#lateChance)) {
      const age = this.#life.ages.years(t);
      this.#lateChance = age <= 15 ? 0.4 : age <= 40 ? 0.2 : 0.1;
    }
    if (this.#chance.uniform(LATE, this.#tries++) < this.#lateChance) {
      this.#book(t + WEEK);
      return;
    }
    this.#lateChance /= 2;
    // More than two weeks later.
    this.next = this.#lateChance < LEAST_CHANCE ? Number.POSITIVE_INFINITY : t + 2 * WEEK + 1;
  }

  #book(t: SimTime): void {
    this.#isBooked = true;
    this.next = t;
  }

  #dose(t: SimTime): void {
    if (this.#life.recorder.isActive('condition', COVID)) {
      this.next = t + WEEK;
      return;
    }
    this.#product ??= productAt(t, this.#chance.uniform(PRODUCT));
    this.#doses++;
    this.#immunizations.give(this.#product.code, this.#doses, this.#encounter(t), t);
    if (this.#doses === 1 && this.#product.interval !== null) {
      this.next = t + this.#product.interval;
      return;
    }
    this.next = Number.POSITIVE_INFINITY;
    this.#life.setAttributeNamed('C19_FULLY_VACCINATED', true);
  }

  /** The visit that is going on, or a short one for this. */
  #encounter(t: SimTime): EncounterEntry {
    const { recorder, input } = this.#life;
    const current = recorder.encounterAt(t);
    if (current && !current.ended) return current;
    const made = newEncounter(this.#life, {
      id: input.ids.id(STREAM, VISIT, this.#doses, 0),
      start: t,
      codes: [VISIT_CODE],
      cause: { module: REFERENCE_ENGINE, file: REFERENCE_ENGINE, state: 'COVID-19 vaccination', visit: this.#doses },
      name: 'COVID-19 vaccination',
      encounterClass: 'outpatient',
      specialty: GENERAL_PRACTICE,
    });
    made.ended = true;
    recorder.add(made, false);
    recorder.encounters.push(made);
    return made;
  }
}

function productAt(t: SimTime, u: number): Product {
  if (t < MODERNA_STARTS) return PFIZER;
  if (t < JANSSEN_STARTS) return u < 0.5 ? PFIZER : MODERNA;
  return u < 0.531 ? PFIZER : u < 0.929 ? MODERNA : JANSSEN;
}
