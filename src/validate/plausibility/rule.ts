import type { QuantityName } from './quantities/index.ts';

/** The code of the findings; the rule's key begins their messages. */
export const PLAUSIBILITY = 'plausibility';

/** What is known of the person that measurements are of. */
export interface Subject {
  readonly sex: 'female' | 'male' | undefined;
  /** Years, at the time of the measurements; undefined where the day of birth is not known. */
  readonly age: number | undefined;
}

/** What every rule says of itself. */
export interface PlausibilityRule {
  /** Kebab-case; findings begin with it. */
  readonly key: string;
  readonly severity: 'warning' | 'error';
  /** What must hold in living persons, as a demand: findings say it, and then what was found. */
  readonly says: string;
  /** Source, or reason. */
  readonly why: string;
}

/** What holds between values of one person at one time. */
export interface RelationRule extends PlausibilityRule {
  readonly of: readonly QuantityName[];
  /** Whether nothing can be said without the person's sex and age. */
  readonly needsSubject: boolean;
  /** `values` in the order of `of`, in the units of the quantities. True where nothing can be said. */
  holds(values: readonly number[], subject: Subject): boolean;
}

/** What holds between one value of a person and the next. */
export interface CourseRule extends PlausibilityRule {
  readonly of: QuantityName;
  /** True where nothing can be said. */
  holds(step: CourseStep): boolean;
}

/** From one value of a person to the next. */
export interface CourseStep {
  readonly from: number;
  readonly to: number;
  /** More than 0. */
  readonly days: number;
  /** Years, at the earlier and the later. */
  readonly ageFrom: number;
  readonly ageTo: number;
}

/** One number for each of `Q`. */
type Values<Q extends readonly QuantityName[]> = { readonly [K in keyof Q]: number };

interface Declared<Q extends readonly QuantityName[]> {
  readonly of: Q;
  readonly says: string;
  readonly why: string;
}

export function relation<const Q extends readonly QuantityName[]>(
  key: string,
  { of, says, why }: Declared<Q>,
  holds: (...values: Values<Q>) => boolean,
): RelationRule {
  return {
    ...relationOf(key, of, says, why),
    needsSubject: false,
    holds: (v) => holds(...(v as unknown as Values<Q>)),
  };
}

/** A relation that depends on the person. */
export function relationOfPerson<const Q extends readonly QuantityName[]>(
  key: string,
  { of, says, why }: Declared<Q>,
  holds: (subject: Subject, ...values: Values<Q>) => boolean,
): RelationRule {
  return {
    ...relationOf(key, of, says, why),
    needsSubject: true,
    holds: (v, subject) => holds(subject, ...(v as unknown as Values<Q>)),
  };
}

function relationOf(key: string, of: readonly QuantityName[], says: string, why: string) {
  return { key, of, says, why, severity: 'warning' as const };
}

/** Whether two values are as near as printing and measuring let them be: `share` of the second, and `more` in its unit. */
export function isNear(a: number, b: number, share: number, more: number): boolean {
  return Math.abs(a - b) <= share * Math.abs(b) + more;
}
