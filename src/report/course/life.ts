import { AppError, ExitCode } from '../../core/app-error.ts';
import { DAY, type SimTime } from '../../core/time.ts';
import type { Signal, SignalCatalogue } from '../../physiology/signal.ts';
import { type Course, type CoursePerson, type CourseWindow, signalCourse } from './course.ts';
import { lanesOf, longest } from './lanes.ts';
import { type Influence, influencesOn } from './touched.ts';

const MOST_LANES = 18;
/** A course shows at least so much. */
const SHORTEST: SimTime = 90 * DAY;

/**
 * The course of a person's signals: of those named, or of all that something acts on; undefined when nothing acts on any.
 * @throws AppError for a signal that the person does not have.
 */
export function courseOf(
  catalogue: SignalCatalogue,
  person: CoursePerson,
  window: CourseWindow,
  named: readonly Signal[] | undefined,
): Course | undefined {
  const influences = influencesOn(catalogue, person.signals);
  const own = (signal: Signal) => (influences.get(signal) ?? []).filter(({ by }) => by === null).length;
  // What is acted on itself, and most often, comes before what follows it.
  const touched = [...influences.keys()].sort((a, b) => own(b) - own(a));
  const shown: readonly Signal[] = named ?? touched;
  if (shown.length === 0) return undefined;
  const other = shown.find(({ sex }) => sex !== null && sex !== person.sex);
  if (other) {
    const whom = person.sex === 'F' ? 'women' : 'men';
    throw new AppError(ExitCode.usage, `${whom} have no ${other.name}`);
  }
  const lanes = lanesOf(person.entries, window.to, 0);
  const kept = longest(lanes, MOST_LANES, window.to);
  return {
    ...window,
    sex: person.sex,
    birth: person.birth,
    lanes: kept,
    lanesLeftOut: lanes.length - kept.length,
    signals: shown.map((signal) => signalCourse(signal, person, window, influences.get(signal) ?? [])),
  };
}

/** From the begin of a script to its last step, and on until all that was begun in it has built up, or worn off. */
export function windowOf(
  catalogue: SignalCatalogue,
  { signals }: Pick<CoursePerson, 'signals'>,
  start: SimTime,
  last: SimTime,
): CourseWindow {
  const all: readonly Influence[] = [...influencesOn(catalogue, signals).values()].flat();
  // Twice the time in which 95 % of it come, or go.
  const turns = all.flatMap(({ effect: { from, buildUp, wearOff, until } }) => {
    const end = until();
    return [from + 2 * buildUp, ...(Number.isFinite(end) ? [end + 2 * wearOff] : [])];
  });
  return { from: start, to: turns.reduce((latest, t) => Math.max(latest, t), Math.max(last, start + SHORTEST)) };
}
