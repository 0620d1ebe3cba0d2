import type { SimTime } from '../core/time.ts';
import type { Life } from '../language/run.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { Chart, ChartLife } from './chart-life.ts';
import type { Cohort } from './compile.ts';
import type { Occurrence } from './events.ts';
import { type Day, dayAfter, dayOf } from './window.ts';

/** Why a follow-up is over. */
export type FollowUpEnding = 'death' | 'length reached' | 'end of records';

/** A life that fits. */
export interface Membership {
  readonly index: SimTime;
  /** The last day of the follow-up. */
  readonly followUpEnd: Day;
  readonly ending: FollowUpEnding;
  /** For each outcome of the cohort whether it came. */
  readonly outcomes: readonly boolean[];
}

/**
 * Judges finished records by the definition of a cohort. `until` is where records end of those who live.
 * Depends on the record alone, and draws nothing.
 */
export class CohortJudge {
  readonly cohort: Cohort;
  readonly #until: Day;

  constructor(cohort: Cohort, until: SimTime) {
    this.cohort = cohort;
    this.#until = dayOf(until);
  }

  /** The membership of a life, or the key of the step (of `cohort.steps`) by which it is excluded first. */
  judge(record: PatientRecord): Membership | string {
    const chart = new Chart(record);
    const found = this.#indexEvent(chart);
    if (typeof found === 'string') return found;
    const life = this.#lifeAt(chart, found.start);
    const step = this.cohort.criteria.find(({ role, when }) => when.test(life, found.start) !== (role === 'inclusion'));
    return step?.key ?? this.#followUpFault(record, found.start) ?? this.#membership(record, found.start, life);
  }

  #indexEvent(chart: Chart): Occurrence | string {
    const { index } = this.cohort;
    const inPeriod = chart.occurrences(index.event).filter(({ start }) => {
      const day = dayOf(start);
      return day >= index.days.from && day < index.days.below;
    });
    if (inPeriod.length === 0) return 'index';
    const { when } = index;
    return inPeriod.find(({ start }) => !when || when.test(this.#lifeAt(chart, start), start)) ?? 'index-when';
  }

  #followUpFault(record: PatientRecord, index: SimTime): string | undefined {
    const { minimum, keepsDeaths } = this.cohort.followUp;
    if (!minimum) return undefined;
    const least = dayAfter(dayOf(index), minimum);
    if (least > this.#until) return 'follow-up';
    return !keepsDeaths && record.death && dayOf(record.death.time) < least ? 'deaths' : undefined;
  }

  #membership(record: PatientRecord, index: SimTime, life: Life): Membership {
    const planned = dayAfter(dayOf(index), this.cohort.followUp.length);
    const recorded = dayOf(record.end);
    const isRecorded = planned <= recorded && !(record.death && planned === recorded);
    return {
      index,
      followUpEnd: Math.min(planned, recorded),
      ending: isRecorded ? 'length reached' : record.death ? 'death' : 'end of records',
      outcomes: this.cohort.outcomes.map(({ when }) => when.test(life, index)),
    };
  }

  /** Conditions see a chart at a moment; those that a cohort may use ask no more of a life. */
  #lifeAt(chart: Chart, t: SimTime): Life {
    const end = Math.min(dayAfter(dayOf(t), this.cohort.followUp.length), dayOf(chart.record.end));
    return new ChartLife(chart, t, end) as unknown as Life;
  }
}
