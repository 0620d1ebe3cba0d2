import type { SimTime } from '../core/time.ts';
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
/** How often somebody felt down, depressed or hopeless in the past two weeks; most days means more than half of them. */
export type LowMood = 'none' | 'several-days' | 'most-days';
/** Serious difficulty remembering or deciding, walking or climbing stairs, seeing with glasses, hearing. */
export type Difficulty = 'cognitive' | 'walking' | 'seeing' | 'hearing';
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
  readonly lowMood: Timeline<LowMood>;
  readonly difficulties: Timeline<readonly Difficulty[]>;
  readonly tenure: Timeline<Tenure>;
  readonly housing: Timeline<Housing>;
  readonly socialNeeds: Timeline<readonly SocialNeed[]>;
  /** All of them at a date: what the timelines have there, without making them. */
  at(t: SimTime): CourseValues;
}

/** What a course of life has at one date. Undefined before a timeline's first step. */
export type CourseValues = {
  readonly [Trait in Exclude<keyof LifeCourse, 'at'>]: LifeCourse[Trait][number]['value'] | undefined;
};
