import { compareDiagnostics, type Diagnostic } from '../core/diagnostic.ts';
import type { CompiledCondition } from '../language/compiled.ts';
import { readComparison } from '../language/conditions/operator.ts';
import type { Path } from '../language/define.ts';
import type { ModuleFile } from '../language/discover.ts';
import { FileDiagnostics, parseShape } from '../language/parse.ts';
import { type Bounds, boundsOf, periodOf, type Range } from './bounds.ts';
import { checkCohort } from './check.ts';
import { CohortContext } from './context.ts';
import { type CohortEvent, patternOf } from './events.ts';
import type { CohortLibrary } from './library.ts';
import { type CohortJson, type CriterionJson, cohortShape, type EventPatternJson } from './schema.ts';
import type { CalendarSpan } from './window.ts';

/** A way in which a life can fail to be a member, in the order in which they are asked. */
export interface Step {
  /** Unique in the cohort, and stable for its file. */
  readonly key: string;
  readonly role: 'index' | 'inclusion' | 'exclusion' | 'follow-up';
  readonly name: string;
}

export interface Criterion extends Step {
  readonly role: 'inclusion' | 'exclusion';
  readonly when: CompiledCondition;
}

export interface Outcome {
  readonly name: string;
  readonly when: CompiledCondition;
}

/** A cohort ready to be asked of lives. */
export interface Cohort {
  /** Path without `.json`, as of modules. */
  readonly path: string;
  /** As the file says it. */
  readonly json: CohortJson;
  readonly index: {
    readonly event: CohortEvent;
    readonly days: Range;
    readonly when: CompiledCondition | undefined;
  };
  readonly criteria: readonly Criterion[];
  readonly followUp: {
    readonly length: CalendarSpan;
    readonly minimum: CalendarSpan | undefined;
    readonly keepsDeaths: boolean;
  };
  readonly outcomes: readonly Outcome[];
  /** All ways of failing, in the order in which they are asked. */
  readonly steps: readonly Step[];
  readonly bounds: Bounds;
}

/**
 * Reads and compiles a cohort file over the modules of a library. Everything found wrong is in the diagnostics; without an error among
 * them there is a cohort.
 */
export function compileCohort(
  file: ModuleFile,
  library: CohortLibrary,
): { readonly cohort: Cohort | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const report = new FileDiagnostics(file.source());
  const json = parseCohort(file, report);
  const cohort = json && compile(file.path, json, library, report);
  const diagnostics = [...file.header().diagnostics, ...report.list].sort(compareDiagnostics);
  return { cohort: diagnostics.some(({ severity }) => severity === 'error') ? undefined : cohort, diagnostics };
}

function parseCohort(file: ModuleFile, report: FileDiagnostics): CohortJson | undefined {
  const { value } = file.source();
  const { kind, native } = file.header();
  if (value === undefined || kind === undefined) return undefined;
  if (!native || kind !== 'cohort') {
    const message = native ? `the file is a ${kind}, not a cohort` : 'the file does not say that it is a cohort';
    report.add('error', 'not-a-cohort', message, native ? ['kind'] : [], 'a cohort says "kind": "cohort"');
    return undefined;
  }
  return parseShape(cohortShape().file, value, [], true, report);
}

function compile(path: string, json: CohortJson, library: CohortLibrary, report: FileDiagnostics): Cohort {
  const events = new Map<string, CohortEvent>();
  const context = new CohortContext(path, json, report, events);
  for (const [name, patterns] of Object.entries(json.events)) events.set(name, eventOf(name, patterns, context));
  const { index, inclusion, exclusion = [], follow_up: followUp, outcomes = [] } = json;
  context.source(index.source, ['index']);
  const event = context.event(index.event, ['index', 'event']);
  const when = index.when && context.condition(index.when, ['index', 'when']);
  const criteria = [
    ...inclusion.map((one, i) => criterionOf('inclusion', one, i, context)),
    ...exclusion.map((one, i) => criterionOf('exclusion', one, i, context)),
  ];
  const { bounds, contradictions } = boundsOf(json);
  for (const { path: place, message } of contradictions) report.add('error', 'impossible', message, place);
  const cohort: Cohort = {
    path,
    json,
    index: { event, days: periodOf(json), when },
    criteria,
    followUp: {
      length: followUp.length,
      minimum: followUp.minimum,
      keepsDeaths: followUp.deaths !== 'excluded',
    },
    outcomes: outcomes.map((one, i) => {
      if (one.source !== undefined) context.source(one.source, ['outcomes', i]);
      return { name: one.name, when: context.condition(one.when, ['outcomes', i, 'when']) };
    }),
    steps: [...indexSteps(json), ...criteria, ...followUpSteps(json)],
    bounds,
  };
  checkCohort(json, context, library);
  return cohort;
}

function eventOf(name: string, patterns: readonly EventPatternJson[], context: CohortContext): CohortEvent {
  return {
    name,
    patterns: patterns.map((json, i) => {
      const path: Path = ['events', name, i];
      if (json.event_type !== 'observation') return patternOf(json, undefined);
      const literal = json.value_code ?? json.value;
      if (json.operator === undefined && literal !== undefined) {
        context.report('error', 'operator-missing', 'a value stands here without an operator', path);
      }
      const operator = json.operator === undefined ? undefined : readComparison(json.operator, literal, context, path);
      return patternOf(json, operator);
    }),
  };
}

function criterionOf(
  role: Criterion['role'],
  { name, when, source }: CriterionJson,
  position: number,
  context: CohortContext,
): Criterion {
  const path: Path = [role, position];
  context.source(source, path);
  return { key: `${role}/${position}`, role, name, when: context.condition(when, [...path, 'when']) };
}

function indexSteps({ index: { event, from, to, when } }: CohortJson): readonly Step[] {
  const period = [...(from ? [`from ${from}`] : []), ...(to ? [`to ${to}`] : [])].join(' ');
  const name = period === '' ? event : `${event}, ${period}`;
  const first: Step = { key: 'index', role: 'index', name };
  return when
    ? [first, { key: 'index-when', role: 'index', name: `${event} while the index condition holds` }]
    : [first];
}

function followUpSteps({ follow_up: { minimum, deaths } }: CohortJson): readonly Step[] {
  if (!minimum) return [];
  const span = spanText(minimum);
  const first: Step = { key: 'follow-up', role: 'follow-up', name: `Records for ${span} after the index date` };
  return deaths === 'excluded'
    ? [first, { key: 'deaths', role: 'follow-up', name: `Alive ${span} after the index date` }]
    : [first];
}

/** `1 year`, `90 days`. */
export function spanText({ quantity, unit }: CalendarSpan): string {
  return quantity === 1 ? `1 ${unit.slice(0, -1)}` : `${quantity} ${unit}`;
}
