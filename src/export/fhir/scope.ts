import type { Code } from '../../core/code.ts';
import type { SimTime } from '../../core/time.ts';
import type { Entry, EntryKind } from '../../record/kinds/index.ts';
import type { PatientRecord } from '../../record/patient-record.ts';
import type { CareSite } from '../../record/person.ts';
import { ChartScope, type SharedChartScope, UNKNOWN } from '../chart/chart-scope.ts';
import type { Claims } from './claims.ts';
import type { Concepts } from './concepts.ts';
import type { CodingView, ConceptView } from './parts.ts';

const REASON_TYPES = {
  condition: 'Condition',
  observation: 'Observation',
  procedure: 'Procedure',
  report: 'DiagnosticReport',
} as const satisfies Partial<Record<EntryKind, string>>;

/** Types of resources that may be the reason of others. */
export type ReasonType = (typeof REASON_TYPES)[keyof typeof REASON_TYPES];

/** What the patients of a run share. */
export interface SharedScope extends SharedChartScope {
  readonly concepts: Concepts;
  readonly claims: Claims;
  readonly sexForm: 'code' | 'coding' | undefined;
}

/** All that filling a view needs besides the entry. */
export class Scope extends ChartScope {
  /** What resources claim. */
  readonly claims: Claims;
  /** How the extension us-core-sex is written, if it is. */
  readonly sexForm: 'code' | 'coding' | undefined;
  readonly #concepts: Concepts;
  #listed: ReadonlySet<Entry> | undefined;

  /** `concepts` is shared by all patients of a run, the rest is the patient's own. */
  constructor(record: PatientRecord, shared: SharedScope) {
    super(record, shared);
    this.claims = shared.claims;
    this.sexForm = shared.sexForm;
    this.#concepts = shared.concepts;
  }

  get patientId(): string {
    return this.record.person.id;
  }

  dateTime(t: SimTime): string {
    return this.times.dateTime(t);
  }

  optionalDateTime(t: SimTime | undefined): string | undefined {
    return t === undefined ? undefined : this.times.dateTime(t);
  }

  /** Where an entry happened; undefined when it belongs to no visit or the visit has no place. */
  site(entry: Entry): CareSite | undefined {
    return this.visits.of(entry)?.site ?? undefined;
  }

  /** The id of the clinician who ordered: the one of the visit, or the patient's own; undefined where nobody cares. */
  requesterId(entry: Entry): string | undefined {
    return (this.site(entry) ?? this.record.primaryCare)?.clinician.id;
  }

  /**
   * `Type/id` of the entry that is a reason, when it is on the chart and its resource is of a type in `types`: a module may
   * name an illness that nobody has found.
   */
  reasonReference(reason: Entry | null, types: readonly ReasonType[]): string | undefined {
    if (reason === null) return undefined;
    const type = (REASON_TYPES as Partial<Record<EntryKind, ReasonType>>)[reason.kind];
    if (type === undefined || !types.includes(type)) return undefined;
    this.#listed ??= new Set(this.record.entries);
    if (!this.#listed.has(reason) || (reason.kind === 'condition' && !reason.diagnosed)) return undefined;
    return `${type}/${reason.id}`;
  }

  /** What `codes` say; "unknown", and a note, when nothing of it can be written. */
  concept(codes: readonly Code[]): ConceptView {
    const view = this.#concepts.of(codes);
    if (view !== undefined) return view;
    this.noteUncoded();
    return this.#concepts.of([UNKNOWN]) as ConceptView;
  }

  optionalConcept(code: Code | null): ConceptView | undefined {
    return code === null ? undefined : this.#concepts.of([code]);
  }

  /** One concept a code. */
  concepts(codes: readonly Code[]): ConceptView[] {
    return this.#concepts.each(codes);
  }

  coding(code: Code): CodingView {
    return this.#concepts.coding(code);
  }
}
