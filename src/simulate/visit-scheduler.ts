import type { Code } from '../core/code.ts';
import { officeTime } from '../core/office-hours.ts';
import { murmur3 } from '../core/random/murmur3.ts';
import { Purpose } from '../core/random/purpose.ts';
import { type SimTime, WEEK } from '../core/time.ts';
import { type EncounterClass, type EncounterEntry, GENERAL_PRACTICE } from '../record/kinds/encounter.ts';
import { virtualShare } from '../reference/telehealth.ts';
import { newEncounter } from './new-encounter.ts';
import type { RunningLife } from './running-life.ts';
import type { WellnessHabit } from './wellness-habit.ts';
import { WellnessIntervals } from './wellness-interval.ts';

/** Name of the process, in causes and as a stream of draws. */
export const VISIT_SCHEDULER = 'encounter scheduler';
const STREAM = murmur3(VISIT_SCHEDULER);
const VISIT_STATE = murmur3('visit');
const ADULT = 18;
const MOST_DELAY = 2 * WEEK;
/** Appointments in a row that somebody misses, and the least wait for the next (at most twice as long); a judgement. */
const MOST_MISSED = 3;
const MOST_WAIT = 2 * WEEK;

/** Why the scheduler opens a visit. */
interface VisitKind {
  readonly encounterClass: EncounterClass;
  readonly code: Code;
}

const WELL_CHILD: VisitKind = {
  encounterClass: 'wellness',
  code: { system: 'SNOMED-CT', code: '410620009', display: 'Well child visit' },
};
const CHECK_UP: VisitKind = {
  encounterClass: 'wellness',
  code: { system: 'SNOMED-CT', code: '162673000', display: 'General examination of patient' },
};

/** Visits for symptoms, by what their total must exceed. Source: the reference engine. */
const SYMPTOM_VISITS: readonly (VisitKind & { readonly above: number })[] = [
  {
    above: 500,
    encounterClass: 'emergency',
    code: { system: 'SNOMED-CT', code: '50849002', display: 'Emergency room admission' },
  },
  {
    above: 350,
    encounterClass: 'urgentcare',
    code: { system: 'SNOMED-CT', code: '702927004', display: 'Urgent care clinic' },
  },
  {
    above: 300,
    encounterClass: 'outpatient',
    code: { system: 'SNOMED-CT', code: '185349003', display: 'Encounter for check up' },
  },
];

const LEAST_TOTAL = Math.min(...SYMPTOM_VISITS.map(({ above }) => above));

/** Opens wellness visits by age, and visits for symptoms. Modules fill them. */
export class VisitScheduler {
  readonly #life: RunningLife;
  readonly #habit: WellnessHabit;
  /** Since when the interval is what it is. */
  #since = Number.NEGATIVE_INFINITY;
  #lastSymptomTotal = 0;
  #lastVisit = Number.NEGATIVE_INFINITY;
  #made = 0;

  constructor(life: RunningLife) {
    this.#life = life;
    this.#habit = life.producers.wellness ?? new WellnessIntervals(life.ages);
  }

  /** From `now` on drugs taken all the time call for visits every year, or no longer do. */
  chronicChanged(now: SimTime): void {
    this.#since = now;
  }

  /**
   * The earliest time from `from` on at which a visit may have to be opened: wellness by age, or symptoms, for which nobody comes twice
   * in a week (the reference engine's step).
   */
  nextLook(from: SimTime): SimTime {
    const due = this.#wellnessDue(from);
    return this.isCalled ? Math.min(due, Math.max(from, this.#lastVisit + WEEK)) : due;
  }

  /** Opens the visit that is due at `t`, if any; the lock must be free. */
  open(t: SimTime): EncounterEntry | undefined {
    if (this.#wellnessDue(t) <= t) return this.openWellness(t);
    if (!this.isCalled || t < this.#lastVisit + WEEK) return undefined;
    const total = this.#life.symptoms.total;
    const kind = SYMPTOM_VISITS.find(({ above }) => total > above);
    if (!kind) return undefined;
    this.#lastSymptomTotal = total;
    this.#life.symptoms.addressGreatest();
    return this.#openVisit(t, this.#isVirtual(kind, t) ? { ...kind, encounterClass: 'virtual' } : kind);
  }

  /** Whether a visit for symptoms that are not urgent is held without being there; where people keep office hours. */
  #isVirtual({ encounterClass }: VisitKind, t: SimTime): boolean {
    if (!this.#life.officeHours || encounterClass !== 'outpatient') return false;
    return this.#uniform(Purpose.telemedicine) < virtualShare(t);
  }

  /** Opens a wellness visit at `t`, due or not. */
  openWellness(t: SimTime): EncounterEntry {
    return this.#openVisit(t, this.#life.ages.years(t) < ADULT ? WELL_CHILD : CHECK_UP);
  }

  #wellnessDue(from: SimTime): SimTime {
    const { recorder, lock, officeHours } = this.#life;
    const hasChronic = recorder.chronic.size > 0;
    const last = lock.lastWellness;
    if (!officeHours || last === Number.NEGATIVE_INFINITY) return this.#habit.due(last, hasChronic, from);
    const due = this.#habit.due(last, hasChronic, this.#since);
    return Math.max(from, this.#appointmentFor(due, due - last));
  }

  /** When a person comes to a visit that is due: within a tenth of the interval and two weeks at most, or to a later appointment. */
  #appointmentFor(due: SimTime, interval: number): SimTime {
    const delay = this.#uniform(Purpose.delay) * Math.min(MOST_DELAY, interval / 10);
    const time = officeTime(due + delay, this.#uniform(Purpose.appointment));
    return this.#kept(time, interval);
  }

  /** The first of the appointments from `time` on that is kept. */
  #kept(time: SimTime, interval: number): SimTime {
    let kept = time;
    for (let k = 0; k < MOST_MISSED && this.#habit.misses?.(kept, this.#uniform(Purpose.missed + k)); k++) {
      const u = this.#uniform(Purpose.rebooked + k);
      kept = officeTime(kept + Math.min(MOST_WAIT, interval / 4) * (1 + u), u);
    }
    return kept;
  }

  #uniform(purpose: number): number {
    return this.#life.draws.uniform(STREAM, VISIT_STATE, this.#made, purpose);
  }

  /** Whether symptoms call for a visit that was not made for them yet. */
  get isCalled(): boolean {
    const total = this.#life.symptoms.total;
    return total > LEAST_TOTAL && total !== this.#lastSymptomTotal;
  }

  #openVisit(t: SimTime, kind: VisitKind): EncounterEntry {
    this.#lastVisit = t;
    const number = this.#made++;
    const visit = newEncounter(this.#life, {
      id: this.#life.input.ids.id(STREAM, VISIT_STATE, number, 0),
      start: t,
      codes: [kind.code],
      cause: { module: VISIT_SCHEDULER, file: VISIT_SCHEDULER, state: 'visit', visit: number },
      name: VISIT_SCHEDULER,
      encounterClass: kind.encounterClass,
      specialty: GENERAL_PRACTICE,
    });
    this.#life.lock.openVisit(visit);
    return visit;
  }
}
