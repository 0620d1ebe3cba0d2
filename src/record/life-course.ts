import type { Timeline } from './timeline.ts';

/** Highest education attained; some-college includes associate degrees. */
export type Education = 'less-than-high-school' | 'high-school' | 'some-college' | 'bachelor' | 'graduate';
export type MaritalStatus = 'never-married' | 'married' | 'separated' | 'divorced' | 'widowed';
export type Employment = 'working' | 'looking' | 'not-working';
/** How care is paid for; `public` is Medicaid and other programmes below 65, `no-medicare` whatever else from 65 on. */
export type Coverage =
  | 'private'
  | 'public'
  | 'uninsured'
  | 'medicare-only'
  | 'medicare-and-private'
  | 'medicare-and-other-public'
  | 'no-medicare';
export type Smoking = 'never' | 'current' | 'former';
export type Tenure = 'own' | 'rent';
/** Where somebody lives: a household, a nursing home or prison, a dormitory or barracks. */
export type Housing = 'housing-unit' | 'institution' | 'other-group-quarters';
export type GeneralHealth = 'excellent' | 'very-good' | 'good' | 'fair' | 'poor';
export type SocialNeed = 'food-insecurity' | 'housing-cost-burden' | 'no-vehicle' | 'unemployment';

/**
 * What a person is besides a body, over the whole life (to the reference date, or beyond death as if it had gone on).
 * Drawn from the person's keys alone; read by modules as attributes and by exporters as history. Children have the
 * household's poverty ratio and coverage, and none of what only adults have.
 */
export interface LifeCourse {
  readonly education: Timeline<Education>;
  readonly maritalStatus: Timeline<MaritalStatus>;
  readonly employment: Timeline<Employment>;
  /** Industry of the present or last job, by the Census Bureau's letters (`MED`, `RET`, ...). */
  readonly industry: Timeline<string>;
  /** Personal income in dollars of the year; 0 without income. */
  readonly income: Timeline<number>;
  /** Household income over the poverty line of its size. */
  readonly povertyRatio: Timeline<number>;
  readonly coverage: Timeline<Coverage>;
  readonly smoking: Timeline<Smoking>;
  /** Days a year on which alcohol is drunk, and drinks on such a day. */
  readonly drinkingDays: Timeline<number>;
  readonly drinksADay: Timeline<number>;
  /** Whether there is moderate or vigorous activity in leisure time. */
  readonly leisureActivity: Timeline<boolean>;
  readonly generalHealth: Timeline<GeneralHealth>;
  readonly tenure: Timeline<Tenure>;
  readonly housing: Timeline<Housing>;
  readonly socialNeeds: Timeline<readonly SocialNeed[]>;
}
