import type { Code } from '../../core/code.ts';
import { officeTime } from '../../core/office-hours.ts';
import { murmur3 } from '../../core/random/murmur3.ts';
import { Purpose } from '../../core/random/purpose.ts';
import type { SimTime } from '../../core/time.ts';
import { type EncounterEntry, GENERAL_PRACTICE } from '../../record/kinds/encounter.ts';
import type { Person } from '../../record/person.ts';
import { decimalYear, type ImmunizationSchedule, type Knots, shareAt } from '../../reference/immunizations.ts';
import { newEncounter } from '../new-encounter.ts';
import type { Process } from '../producers/producers.ts';
import type { RunningLife } from '../running-life.ts';
import { IMMUNIZATIONS } from './planning.ts';
import { type GivenDose, Vaccinations } from './vaccinations.ts';

const STREAM = murmur3(IMMUNIZATIONS);
const VISIT = murmur3('visit');
const DOSE = murmur3('dose');
/** The attribute by which modules know that a course against COVID-19 is complete. */
const COVID_COMPLETE = 'C19_FULLY_VACCINATED';

const ADULT = 18;
const PHARMACY = 'PHARMACY';
/**
 * Percent of adults' vaccinations that are given at a pharmacy, by year. Source: CDC, place of influenza vaccination of adults, 2010-11
 * (18 %) to 2018-19 (32 %), and of all vaccines since the pandemic (half or more; IQVIA 2023); recalled, not re-read.
 */
const AT_PHARMACY: Knots = [
  [1998, 0],
  [2006, 7],
  [2011, 18],
  [2019, 32],
  [2021, 50],
  [2024, 60],
];

/** Source of code and class: the reference engine's vaccination visits. */
const VACCINATION: Code = {
  system: 'SNOMED-CT',
  code: '33879002',
  display: 'Administration of vaccine to produce active immunity (procedure)',
};

/**
 * Vaccinates one person by the schedule of each year: at visits for wellness, and where none serves, at a visit for the vaccine alone, which
 * stands beside the one open encounter and makes nobody wait.
 */
export class Immunizations implements Process {
  readonly #life: RunningLife;
  readonly #vaccinations: Vaccinations;
  /** Visits made for vaccines alone. */
  #visits = 0;
  #next: SimTime;

  constructor(life: RunningLife, person: Person, schedule: ImmunizationSchedule) {
    const { birth, ages, draws } = life;
    this.#life = life;
    this.#vaccinations = new Vaccinations({ birth, ages, sex: person.sex }, draws, schedule);
    this.#next = this.#nextVisit();
  }

  get next(): SimTime {
    return this.#next;
  }

  run(t: SimTime): void {
    while (this.#next <= t) {
      this.#comeAlone(t);
      this.#next = this.#nextVisit();
    }
  }

  /** Gives what is due at a visit of the scheduler, if it is for wellness. */
  visitOpened(visit: EncounterEntry): void {
    if (visit.encounterClass !== 'wellness') return;
    for (const dose of this.#vaccinations.take(visit.start)) this.#file(dose, visit);
    this.#next = this.#nextVisit();
  }

  #comeAlone(t: SimTime): void {
    const doses = this.#vaccinations.take(t);
    if (doses.length === 0) return;
    const { recorder, input } = this.#life;
    const number = this.#visits++;
    const visit = newEncounter(this.#life, {
      id: input.ids.id(STREAM, VISIT, number, 0),
      start: t,
      codes: [VACCINATION],
      cause: { module: IMMUNIZATIONS, file: IMMUNIZATIONS, state: 'visit', visit: number },
      name: IMMUNIZATIONS,
      encounterClass: 'outpatient',
      specialty: this.#whereTo(t, number),
    });
    recorder.add(visit, true);
    for (const dose of doses) this.#file(dose, visit);
    recorder.endEncounter(visit, t, null);
  }

  /** Adults go to a pharmacy more and more often, children to their doctor. */
  #whereTo(t: SimTime, number: number): string {
    const { ages, draws } = this.#life;
    if (ages.years(t) < ADULT) return GENERAL_PRACTICE;
    const u = draws.uniform(STREAM, VISIT, number, Purpose.careType);
    return u < shareAt(AT_PHARMACY, decimalYear(t)) ? PHARMACY : GENERAL_PRACTICE;
  }

  /** When the person comes alone next: when a dose has waited long enough, in office hours where these count. */
  #nextVisit(): SimTime {
    const due = this.#vaccinations.nextAlone;
    if (!this.#life.officeHours || due === Number.POSITIVE_INFINITY) return due;
    return officeTime(due, this.#life.draws.uniform(STREAM, VISIT, this.#visits, Purpose.appointment));
  }

  #file(dose: GivenDose, visit: EncounterEntry): void {
    const { recorder, input } = this.#life;
    const { cvx, display, number } = dose;
    recorder.add(
      {
        kind: 'immunization',
        id: input.ids.id(STREAM, DOSE, number, 0),
        start: visit.start,
        stop: null,
        codes: [{ system: 'CVX', code: cvx, display }],
        encounter: visit,
        cause: { module: IMMUNIZATIONS, file: IMMUNIZATIONS, state: dose.course, visit: number },
        name: dose.course,
        series: dose.dose,
      },
      true,
    );
    if (dose.vaccine === 'COVID-19' && dose.isLast) this.#life.setAttributeNamed(COVID_COMPLETE, true);
  }
}
