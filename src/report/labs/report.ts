import { AppError, ExitCode } from '../../core/app-error.ts';
import { type SimTime, YEAR } from '../../core/time.ts';
import type { Signal, SignalCatalogue } from '../../physiology/signal.ts';
import type { LabSurvey } from '../../reference/lab-survey.ts';
import type { World } from '../../simulate/population.ts';
import { type Course, signalCourse, signalsToShow } from '../course/course.ts';
import { lanesOf, longest } from '../course/lanes.ts';
import { influencesOn } from '../course/touched.ts';
import { type ComparedSignal, compareSignal, describeSignal, type UnpublishedSignal } from './compare.ts';
import { type Correlations, correlate, ofSignals } from './correlate.ts';
import { type LivingPerson, livingPeople, livingPerson } from './people.ts';
import { publishedOf } from './published.ts';
import { Collector } from './readings.ts';

export interface LabsRequest {
  readonly world: World;
  readonly survey: LabSurvey;
  /** Lives; those who are alive at the end are read. */
  readonly lives: number;
  /** Whether no module runs. */
  readonly healthy: boolean;
  /** Which signals are compared, and shown over a life; when left out, all are compared, and those shown that much acts on. */
  readonly only?: ReadonlySet<Signal>;
  /** The slot of the person whose life is shown; somebody to whom much happened when left out. */
  readonly person?: number;
}

/** Signals of a population beside what is published, and those of one life. */
export interface LabsReport {
  readonly lives: number;
  readonly living: number;
  readonly healthy: boolean;
  /** Lives that a module stopped, with what stopped them. */
  readonly faults: readonly { readonly slot: number; readonly message: string }[];
  readonly quantities: readonly ComparedSignal[];
  readonly unpublished: readonly UnpublishedSignal[];
  /** Of all quantities, or those in which one is that was asked for. */
  readonly correlations: Correlations;
  /** Null where nobody is alive. */
  readonly person: { readonly slot: number; readonly course: Course } | null;
}

/** Signals that a life is shown with where few are acted on. */
const SHOWN = [
  ...['Systolic Blood Pressure', 'Body Mass Index', 'Hemoglobin A1c', 'LDL Cholesterol'],
  ...['Estimated Glomerular Filtration Rate', 'Hemoglobin', 'Vitamin D'],
];
const MOST_SIGNALS = 8;
const MOST_LANES = 14;
/** Conditions and drugs that last shorter than this share of a life are not shown. */
const SHORTEST = 1 / 150;
/** A life that is shown has some years to show. */
const OLD_ENOUGH = 50;

/** Makes the lives and compares them. `told` is called after each with the number of lives made. */
export function labsReport(request: LabsRequest, told: (lives: number) => void): LabsReport {
  const { world, survey, lives, healthy, only } = request;
  const catalogue = world.program.signals;
  const collector = new Collector(catalogue);
  const faults: { slot: number; message: string }[] = [];
  const choice = new Choice(catalogue);
  let living = 0;
  let made = 0;
  for (const person of livingPeople(world, lives, healthy, (slot, { message }) => faults.push({ slot, message }))) {
    made++;
    if (person) {
      living++;
      collector.add(person.person, person.signals, person.readAt);
      choice.look(person);
    }
    told(made);
  }
  const { readings } = collector;
  const compared = catalogue.signals.filter((signal) => !only || only.has(signal));
  const quantities: ComparedSignal[] = [];
  const unpublished: UnpublishedSignal[] = [];
  for (const signal of compared) {
    const published = publishedOf(signal, survey, healthy);
    if (published) quantities.push(compareSignal(signal, published, readings));
    else unpublished.push(describeSignal(signal, readings));
  }
  const correlations = correlate(catalogue, survey, readings);
  const slot = request.person ?? choice.slot;
  return {
    lives,
    living,
    healthy,
    faults,
    quantities,
    unpublished,
    correlations: only ? ofSignals(correlations, new Set([...only].map(({ name }) => name))) : correlations,
    person: slot === undefined ? null : { slot, course: lifeCourse(request, slot) },
  };
}

/** Chooses whose life is shown: of those old enough, the first with the most effects on the most signals. */
class Choice {
  slot: number | undefined;
  readonly #catalogue: SignalCatalogue;
  #best = -1;

  constructor(catalogue: SignalCatalogue) {
    this.#catalogue = catalogue;
  }

  look({ slot, person, signals, readAt }: LivingPerson): void {
    const isOld = (readAt - person.birth) / YEAR >= OLD_ENOUGH;
    const counts = [...influencesOn(this.#catalogue, signals).values()].map((list) => list.length);
    const score = isOld ? counts.reduce((sum, count) => sum + Math.min(3, count), 0) : -0.5;
    if (score <= this.#best) return;
    this.#best = score;
    this.slot = slot;
  }
}

function lifeCourse({ world, healthy, only }: LabsRequest, slot: number): Course {
  const living = livingPerson(world, slot, healthy);
  if (!living) {
    const hint = 'name another slot, or leave --person out for somebody to whom much happened';
    throw new AppError(ExitCode.usage, `the person in slot ${slot} is not alive at the reference date`, { hint });
  }
  const { person, signals, entries } = living;
  const window = { from: person.birth, to: world.simulation.end };
  const all = lanesOf(entries, window.to, shortest(window));
  const lanes = longest(all, MOST_LANES, window.to);
  const influences = influencesOn(world.program.signals, signals);
  const named = [...(only ?? [])].filter(({ sex }) => sex === null || sex === person.sex);
  const shown = only
    ? new Map(named.map((signal) => [signal, influences.get(signal) ?? []]))
    : signalsToShow(world.program.signals, signals, SHOWN, MOST_SIGNALS);
  const whose = { sex: person.sex, birth: person.birth, signals, entries };
  return {
    ...window,
    sex: person.sex,
    birth: person.birth,
    lanes,
    lanesLeftOut: lanesOf(entries, window.to, 0).length - lanes.length,
    signals: [...shown].map(([signal, influences]) => signalCourse(signal, whose, window, influences)),
  };
}

function shortest({ from, to }: { readonly from: SimTime; readonly to: SimTime }): SimTime {
  return (to - from) * SHORTEST;
}
