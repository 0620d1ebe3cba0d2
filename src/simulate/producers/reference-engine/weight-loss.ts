import { murmur3 } from '../../../core/random/murmur3.ts';
import { DAY, type SimTime, WEEK } from '../../../core/time.ts';
import type { RunningLife } from '../../running-life.ts';
import type { Process } from '../producers.ts';
import type { Body, WeightPlan } from './body.ts';
import type { Chance } from './chance.ts';

const STARTS = murmur3('weight management starts');
const ADHERENT = murmur3('weight management adherence');
const LASTING = murmur3('weight management lasts');
const LOSS = murmur3('weight management loss');

const YEAR = 365 * DAY;
const YEARS = 5;
const OBESE = 30;
const FIRST_AGE = 5;
const LAST_CHILD_AGE = 18;
const ADULT = 20;
/** Probability of starting in a weekly step while one is heavy enough. */
const START = 0.493;
/** A child this far below the limit at both ends of a year is below it all the year. */
const FAR_BELOW = 0.9;

interface Management {
  readonly number: number;
  readonly start: SimTime;
  readonly isAdherent: boolean;
  readonly isLasting: boolean;
}

/**
 * Weight management (gmf.md 7.4.8): begun soon after somebody is obese, followed by loss in the first year of those who keep to it, and
 * by regain up to the fifth of those in whom it does not last.
 */
export class WeightLoss implements Process {
  next: SimTime;
  readonly #life: RunningLife;
  readonly #chance: Chance;
  readonly #body: Body;
  /** A module may ask for it, or against it, so that each week has to be looked at. */
  readonly #isWatched: boolean;
  #management: Management | null = null;
  /** A start that was drawn. */
  #begins = Number.POSITIVE_INFINITY;
  #made = 0;

  constructor(life: RunningLife, chance: Chance, body: Body) {
    this.#life = life;
    this.#chance = chance;
    this.#body = body;
    this.#isWatched = life.isMentioned('trigger_weight_loss') || life.isMentioned('kilograms_to_gain');
    this.next = this.#isWatched ? life.birth : life.ages.birthday(FIRST_AGE);
  }

  run(t: SimTime): void {
    if (this.#management) this.#stop(this.#management);
    else if (t >= this.#begins) this.#begin(t);
    if (!this.#management) this.#look(t);
  }

  /** Begins at once, or draws when to, or says when to look again. */
  #look(t: SimTime): void {
    if (this.#life.attributeNamed('trigger_weight_loss') === true) {
      this.#manage(t);
      return;
    }
    if (this.#begins === Number.POSITIVE_INFINITY && this.#isHeavy(t)) {
      this.#begins = t + this.#chance.wait(STARTS, this.#made, START);
    }
    const again = this.#isWatched ? t + WEEK : this.#nextLook(t);
    this.next = Math.min(again, Math.max(this.#begins, t + 1));
  }

  #begin(t: SimTime): void {
    this.#begins = Number.POSITIVE_INFINITY;
    this.#made++;
    if (this.#isHeavy(t)) this.#manage(t);
  }

  #isHeavy(t: SimTime): boolean {
    const { ages } = this.#life;
    const wanted = this.#life.attributeNamed('kilograms_to_gain');
    if (typeof wanted === 'number' && wanted > 0) return false;
    const age = ages.years(t);
    if (age >= ADULT) return this.#body.bmi(t) >= OBESE;
    if (age < FIRST_AGE || age > LAST_CHILD_AGE) return false;
    const months = this.#body.months(t);
    return this.#body.trajectory.at(months) >= this.#body.trajectory.percentile95(months);
  }

  /** Children grow by months, adults change by years. */
  #nextLook(t: SimTime): SimTime {
    const { ages } = this.#life;
    const age = ages.years(t);
    if (age < FIRST_AGE) return ages.birthday(FIRST_AGE);
    if (age > LAST_CHILD_AGE) return Math.max(ages.birthday(ADULT), ages.birthday(age + 1));
    const { trajectory } = this.#body;
    const months = ages.months(t);
    const end = (age + 1) * 12;
    const isFarBelow = [months, end].every((at) => trajectory.at(at) < FAR_BELOW * trajectory.percentile95(at));
    return ages.monthAnniversary(isFarBelow ? end : months + 1);
  }

  #manage(t: SimTime): void {
    const number = this.#made;
    const management: Management = {
      number,
      start: t,
      isAdherent: this.#chance.uniform(ADHERENT, number) < 0.605,
      isLasting: this.#chance.uniform(LASTING, number) < 0.2,
    };
    this.#management = management;
    this.#life.setAttributeNamed('weight_loss_adherence', management.isAdherent);
    this.#body.isManaged = true;
    if (this.#body.isAdult(t)) this.#body.plan = this.#adultPlan(management, this.#body.weight(t));
    else this.#steerChild(management, t);
    this.next = management.isLasting ? Number.POSITIVE_INFINITY : t + YEARS * YEAR;
  }

  #adultPlan({ number, start, isAdherent, isLasting }: Management, before: number): WeightPlan {
    const lost = isAdherent ? before * this.#chance.between(LOSS, number, 0.07, 0.1) : 0;
    return {
      weight(t) {
        const years = (t - start) / YEAR;
        if (years < 1) return before - lost * years;
        return isLasting ? before - lost : before - lost * Math.max(0, (YEARS - years) / (YEARS - 1));
      },
    };
  }

  /** The percentile falls by up to a tenth in a year, and stays, or comes back in four. Who comes of age meanwhile keeps the weight. */
  #steerChild({ number, isAdherent, isLasting }: Management, t: SimTime): void {
    const { trajectory } = this.#body;
    const months = this.#body.months(t);
    if (!isAdherent || months < trajectory.first.months) return;
    const before = trajectory.percentile(months);
    const after = before - this.#chance.between(LOSS, number, 0, 0.1);
    const later = Array.from({ length: YEARS }, (_, year) => ({
      months: months + 12 * (year + 1),
      percentile: isLasting ? after : before - ((before - after) * (YEARS - 1 - year)) / (YEARS - 1),
    }));
    trajectory.replace(months, later);
  }

  #stop({ start }: Management): void {
    const end = start + YEARS * YEAR;
    const { plan } = this.#body;
    if (plan) this.#body.setAdultWeight(plan.weight(end));
    this.#body.plan = null;
    this.#body.isManaged = false;
    this.#management = null;
    this.#made++;
    this.#life.setAttributeNamed('weight_loss_adherence', undefined);
  }
}
