/**
 * anamnesis as a library: modules are discovered and compiled to a program, the program simulates lives, exporters write
 * their records, and validation judges what was written.
 *
 *     const discovery = discoverModules([BUILT_IN_MODULES]);
 *     const { program, diagnostics } = compileProgram(discovery);
 *     const world = createWorld(program, { seed: '1', state: 'Massachusetts' });
 *     for (const life of simulate(world, { from: 0, to: 99 })) {
 *       if (life.kind === 'life') console.log(life.record.person.familyName, life.record.entries.length);
 *     }
 *
 * Equal input gives equal lives, on any machine and day; a life does not depend on how many others are made.
 */
import { fileURLToPath } from 'node:url';
import { AppError, ExitCode } from './core/app-error.ts';
import { Draws } from './core/random/draws.ts';
import { lifeKeys, runKeys } from './core/random/keys.ts';
import { DAY, parseTime } from './core/time.ts';
import {
  EXPORT_DEFAULTS,
  type ExportContext,
  type Exporter,
  type ExportOptions,
  type ExportRun,
  type ExportSummary,
} from './export/exporter.ts';
import { EXPORTERS } from './export/index.ts';
import type { OutputFolder } from './export/sink.ts';
import type { Program } from './language/compiled.ts';
import type { ModuleFolder } from './language/discover.ts';
import { backgroundDeath } from './people/background-mortality.ts';
import { PersonDrawer } from './people/draw-person.ts';
import type { PeopleSource } from './people/given-person.ts';
import { Households } from './people/household/households.ts';
import type { PatientRecord } from './record/patient-record.ts';
import type { Sex } from './record/person.ts';
import { loadReference, type Reference } from './reference/data.ts';
import { utcOffsetMinutes } from './reference/time-zones.ts';
import { type LifeResult, simulateSlot, type Wanted, type World } from './simulate/population.ts';
import type { WorldName } from './simulate/producers/index.ts';

export { type Cohort, compileCohort } from './cohort/compile.ts';
export { CohortJudge, type Membership } from './cohort/judge.ts';
export { type CohortLibrary, libraryOf } from './cohort/library.ts';
export { personsFor } from './cohort/persons.ts';
export { AppError, ExitCode } from './core/app-error.ts';
export { type Code, systemUri } from './core/code.ts';
export { type Diagnostic, formatDiagnostic, hasErrors } from './core/diagnostic.ts';
export { dateOf, formatDate, formatLocal, parseTime, type SimTime, timeOf } from './core/time.ts';
export type {
  ExportContext,
  Exporter,
  ExportOptions,
  ExportPart,
  ExportRun,
  ExportSummary,
} from './export/exporter.ts';
export { EXPORT_DEFAULTS } from './export/exporter.ts';
export { EXPORTERS } from './export/index.ts';
export { OutputFolder, type WrittenFile } from './export/sink.ts';
export { runChecks } from './language/checks/run-checks.ts';
export { type Compilation, type CompileOptions, compileProgram } from './language/compile.ts';
export type { Program } from './language/compiled.ts';
export { type Discovery, discoverModules, type ModuleFile, type ModuleFolder } from './language/discover.ts';
export { type ModuleGraph, moduleGraph } from './language/graph.ts';
export { toMermaid } from './language/graph-mermaid.ts';
export { toSvg } from './language/graph-svg.ts';
export type { GivenPerson, PeopleSource } from './people/given-person.ts';
export { PeopleFile } from './people/people-file/people-file.ts';
export type { Entry, EntryByKind, EntryKind } from './record/kinds/index.ts';
export { ENTRY_KINDS } from './record/kinds/index.ts';
export type { Death, PatientRecord, SymptomEvent } from './record/patient-record.ts';
export type { Address, CareSite, Person, Sex } from './record/person.ts';
export type { Family, Household, Relationship, Relative } from './record/relative.ts';
export type { StateVisit, VisitLog } from './record/visit-log.ts';
export { loadReference, type Reference } from './reference/data.ts';
export { ModuleFault } from './simulate/module-fault.ts';
export { type LifeResult, type LifeWish, simulateSlot, type Wanted, type World } from './simulate/population.ts';
export { type Finding, formatFinding } from './validate/finding.ts';
export { validateFolder } from './validate/folder.ts';
export { readPackage } from './validate/profile/package.ts';
export type { ProfilePackage } from './validate/profile/profile-package.ts';
export { ResourceJudge, type ResourceJudgeOptions } from './validate/resource-judge.ts';
export { type ValidationOptions, type ValidationReport, ValidationSession } from './validate/session.ts';
export { type BundleOptions, validateBundle } from './validate/validate.ts';

/** The modules that come with the program. */
export const BUILT_IN_MODULES: ModuleFolder = {
  path: fileURLToPath(new URL('../modules', import.meta.url)),
  builtIn: true,
};

/** Who lives, in what world, up to when. Everything has a default that never changes within a release. */
export interface WorldOptions {
  /** Any text but the empty one. */
  readonly seed?: string;
  /** Day on which ages are meant, `YYYY-MM-DD`. */
  readonly referenceDate?: string;
  /** Day on which records end, `YYYY-MM-DD`; the reference date when left out, and never before it. */
  readonly endDate?: string;
  /** Name or postal code of a state; the whole country when left out. */
  readonly state?: string;
  /** A place of that state. */
  readonly city?: string;
  /** Who the people are, by slot; whatever is not given of one is drawn. */
  readonly people?: PeopleSource;
  readonly sex?: Sex;
  /** Age at the reference date in completed years, both ends included. */
  readonly minAge?: number;
  readonly maxAge?: number;
  /** What modules are given to read: our own people and bodies (the default), or the formulas of the reference engine. */
  readonly world?: WorldName;
  /** Which lives count; the others are drawn again. */
  readonly wanted?: Wanted;
  /** Whether people also die of what no module causes; true when left out. */
  readonly backgroundMortality?: boolean;
  /** Whether each bare range of a foreign observation is drawn for itself; false when left out: where its code is of a signal, it follows the body. */
  readonly independentRanges?: boolean;
  /** Days between possible events, counted from birth; 0, the default, for exact times. */
  readonly grainDays?: number;
  /** Whether lives hand out the states they visited. */
  readonly visitLog?: boolean;
  /** Whether nothing is asked of lives but who the people are and when they die; only a program without modules heeds it. */
  readonly personsOnly?: boolean;
  /** The facts about the world; loaded when left out. */
  readonly reference?: Reference;
}

/** What a world is when nothing else is asked for. */
export const WORLD_DEFAULTS = { seed: 'anamnesis', referenceDate: '2026-01-01' } as const;

/**
 * Sets up the world in which the lives of a program are simulated.
 * @throws AppError for an empty seed, a date that does not exist, an unknown place, or when nobody is left.
 */
export function createWorld(program: Program, options: WorldOptions = {}): World {
  const { seed = WORLD_DEFAULTS.seed, grainDays = 0, wanted = 'any', backgroundMortality = true } = options;
  if (seed === '') throw new AppError(ExitCode.usage, 'the seed is empty; any other text is a seed');
  const referenceDate = dayOf(options.referenceDate ?? WORLD_DEFAULTS.referenceDate);
  const end = options.endDate === undefined ? referenceDate : dayOf(options.endDate);
  if (end < referenceDate) throw new AppError(ExitCode.usage, 'the end date is before the reference date');
  const reference = options.reference ?? loadReference();
  const keys = runKeys(seed);
  const { state, city, sex, minAge, maxAge } = options;
  const drawer = new PersonDrawer(reference, keys, {
    referenceDate,
    end,
    ...(state !== undefined && { state }),
    ...(city !== undefined && { city }),
    ...(sex !== undefined && { sex }),
    ...(minAge !== undefined && { minAge }),
    ...(maxAge !== undefined && { maxAge }),
  });
  const simulation = {
    end,
    grain: grainDays * DAY,
    visitLog: options.visitLog ?? false,
    officeHours: grainDays === 0,
    independentRanges: options.independentRanges ?? false,
  };
  const producers = options.world ?? 'native';
  const households = new Households(drawer, {
    reference,
    keys,
    referenceDate,
    until: end,
    matched: wanted === 'any',
    deathOf: (person) => {
      if (!backgroundMortality) return Number.POSITIVE_INFINITY;
      const draws = new Draws(lifeKeys(keys, person.slot, person.attempt).draws);
      return backgroundDeath(reference, draws, person, program.causesOfDeath).time;
    },
  });
  return {
    program,
    ...(options.people && { people: options.people }),
    reference,
    keys,
    drawer,
    households,
    simulation,
    producers,
    backgroundMortality,
    wanted,
    personsOnly: (options.personsOnly ?? false) && program.sites.length === 0,
  };
}

/**
 * Simulates the lives of a range of slots, both ends included, one after the other. A slot's life is the same in every range.
 * Records belong to the caller and do not change any more.
 */
export function* simulate(world: World, slots: { readonly from: number; readonly to: number }): Generator<LifeResult> {
  for (let slot = slots.from; slot <= slots.to; slot++) {
    const life = simulateSlot(world, slot);
    if (life.kind === 'life') freeze(life.record);
    yield life;
  }
}

/** What the engine would let itself change is closed before it is handed out. */
function freeze(record: PatientRecord): void {
  for (const entry of [...record.entries, ...record.undiagnosed]) {
    for (const value of Object.values(entry)) if (Array.isArray(value)) Object.freeze(value);
    Object.freeze(entry);
  }
  for (const list of [record.entries, record.undiagnosed, record.symptoms, record]) Object.freeze(list);
}

/** The exporters of these names, in the order of the registry. */
export function exportersOf(formats: readonly string[]): readonly Exporter[] {
  return EXPORTERS.filter(({ name }) => formats.includes(name));
}

/** What a LifeWriter may be told: the form of the files, and what exporters shall know of the run. */
export interface WriterOptions extends Pick<ExportContext, 'inspect' | 'states'> {
  /** @see EXPORT_DEFAULTS for what is left out */
  readonly options?: Partial<ExportOptions>;
}

/** Writes the records of lives into a folder, in several formats at once; the lives come in the order of their slots. */
export class LifeWriter {
  readonly #runs: readonly { readonly exporter: Exporter; readonly context: ExportContext; readonly run: ExportRun }[];

  constructor(out: OutputFolder, exporters: readonly Exporter[], more: WriterOptions = {}) {
    const { inspect, options, ...others } = more;
    const unseen: ExportContext = {
      out,
      utcOffsetMinutes,
      options: { ...EXPORT_DEFAULTS, ...options },
      ...others,
    };
    const seen = inspect ? { ...unseen, inspect } : unseen;
    this.#runs = exporters.map((exporter) => {
      const context = exporters.some(({ name }) => name === exporter.sameResourcesAs) ? unseen : seen;
      return { exporter, context, run: exporter.open(context) };
    });
  }

  /** Writes one life. A slot without a life writes nothing. */
  add(life: LifeResult): void {
    if (life.kind !== 'life') return;
    for (const { run } of this.#runs) run.patient(life.record, life.visitLog ?? undefined);
  }

  /** Writes what belongs to all lives, and tells what was written, by the name of the format. */
  close(): ReadonlyMap<string, ExportSummary> {
    return new Map(
      this.#runs.map(({ exporter, context, run }) => [exporter.name, exporter.close(context, [run.finish()])] as const),
    );
  }
}

function dayOf(text: string): number {
  const time = parseTime(text);
  if (time === undefined) throw new AppError(ExitCode.usage, `"${text}" is not a date such as 2026-01-01`);
  return time;
}
