import { timeOf, yearOf } from '../../core/time.ts';
import { shareAt } from '../../reference/immunizations.ts';
import { Decides, days, type PlannedDose, type Planning, type Progress } from './planning.ts';

/** Nobody lives to a later season than that of this birthday. */
const OLDEST = 110;
/** Days before the day on which a person would come alone within which a visit serves. */
const AT_A_VISIT = 75;
/** First seasons begin with two doses under 9 years (ACIP, influenza, since 2004), four weeks apart; the share that gets the second is fitted to 63.9 % with two by 24 months. */
const TWO_DOSES_BELOW = 9 * 12;
const SECOND_AFTER = 28;
const SECOND_SHARE = 0.3;

/**
 * When in the season people come, in days after 1 September, at these shares of them. Source: CDC FluVaxView, cumulative coverage by month
 * (about a quarter of the season's doses by the end of September, six in ten by the end of October); recalled, not re-read.
 */
const DAYS: readonly (readonly [share: number, days: number])[] = [
  [0, 0],
  [0.25, 30],
  [0.6, 61],
  [0.8, 91],
  [0.92, 122],
  [1, 190],
];

/** A vaccine that is given once a season, which begins in September; coverage is known by age and season. */
export function nextOfSeason(planning: Planning, progress: Progress): PlannedDose | undefined {
  return secondDose(planning, progress) ?? nextSeason(planning, progress);
}

function nextSeason(planning: Planning, progress: Progress): PlannedDose | undefined {
  const { subject, course, readiness } = planning;
  const firstYear = Math.min(...course.recommendations.map((row) => row.from));
  const lastYear = Math.min(yearOf(subject.birth) + OLDEST, Math.max(...course.recommendations.map((row) => row.to)));
  const begins = progress.season === null ? Math.max(firstYear, yearOf(subject.birth)) : progress.season + 1;
  for (let season = begins; season <= lastYear; season++) {
    const share = shareOf(planning, season);
    if (share === 0) continue;
    if (readiness.seasonPlace(planning.score, planning.hash, season) >= share) continue;
    const planned = inSeason(planning, season);
    if (planned) return planned;
  }
  return undefined;
}

/** The dose of a season, if one is recommended for the person before it is over. */
function inSeason(planning: Planning, season: number): PlannedDose | undefined {
  const { subject, course } = planning;
  const opens = timeOf(season, 9, 1);
  const until = timeOf(season + 1, 4, 1);
  const comes = opens + days(daysAt(planning.uniform(season, Decides.when)));
  const youngest = Math.min(...course.recommendations.map((row) => row.ageFrom));
  const from = Math.max(opens, subject.ages.monthAnniversary(youngest), comes - days(AT_A_VISIT));
  const alone = Math.max(comes, from + days(14));
  if (alone >= until || planning.recommendedAt(from, null).length === 0) return undefined;
  return { dose: null, from, alone, until, season };
}

function secondDose(planning: Planning, progress: Progress): PlannedDose | undefined {
  const { subject, course } = planning;
  const { last, season, given } = progress;
  if (course.course !== 'influenza' || given !== 1 || season === null || progress.planned > 1) return undefined;
  if (subject.ages.months(last) >= TWO_DOSES_BELOW) return undefined;
  if (planning.uniform(season, Decides.whether) >= SECOND_SHARE) return undefined;
  const from = last + days(SECOND_AFTER);
  const until = timeOf(season + 1, 6, 1);
  return from + days(14) < until ? { dose: null, from, alone: from + days(14), until, season } : undefined;
}

/** Coverage of the person's age at the middle of the season. */
function shareOf({ course, subject }: Planning, season: number): number {
  const age = subject.ages.years(timeOf(season, 12, 1));
  const curve = course.curves.find(({ ages }) => ages !== undefined && ages[0] <= age && age <= ages[1]);
  if (!curve || season < (curve.points[0]?.[0] ?? 0)) return 0;
  return shareAt(curve.points, season);
}

function daysAt(u: number): number {
  for (let i = 1; i < DAYS.length; i++) {
    const [share, to] = DAYS[i] as readonly [number, number];
    const [before, since] = DAYS[i - 1] as readonly [number, number];
    if (u < share) return since + ((to - since) * (u - before)) / (share - before);
  }
  return 190;
}
