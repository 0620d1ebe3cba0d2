import { type Code, systemUri } from '../core/code.ts';
import { objectsIn } from '../language/checks/walk.ts';
import type { Compilation } from '../language/compile.ts';
import { modulesOf } from '../language/compile.ts';
import type { SignalCatalogue } from '../physiology/signal.ts';
import type { EntryKind } from '../record/kinds/index.ts';
import type { ValueSets } from '../reference/value-sets.ts';

/** A code that a module writes to charts. */
export interface WrittenCode {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  /** Kinds of entry that have it; empty where a module only mentions it, as a reason or a value. */
  readonly kinds: Set<EntryKind>;
}

/** What a cohort is asked over: the modules that run, and the codes that they write. */
export interface CohortLibrary {
  /** Paths of the modules that run, and of what they call. */
  readonly modules: ReadonlySet<string>;
  readonly valueSets: ValueSets | undefined;
  /** Names of the forms in which records can be written. */
  readonly formats: readonly string[];
  written(system: string, code: string): WrittenCode | undefined;
  /** All codes that modules write. */
  readonly codes: readonly WrittenCode[];
}

/** What the entries of a state type are. */
const KIND_OF_STATE: Readonly<Record<string, readonly EntryKind[]>> = {
  AllergyOnset: ['allergy'],
  CarePlanStart: ['carePlan'],
  ConditionOnset: ['condition'],
  Device: ['device'],
  DiagnosticReport: ['report'],
  Encounter: ['encounter'],
  ImagingStudy: ['imagingStudy', 'procedure'],
  MedicationOrder: ['medication'],
  MultiObservation: ['observation'],
  Observation: ['observation'],
  Procedure: ['procedure'],
  SupplyList: ['supply'],
  Vaccine: ['immunization'],
};

/** The library that a compiled program is. */
export function libraryOf(
  { program, parsed }: Compilation,
  formats: readonly string[],
  valueSets?: ValueSets,
): CohortLibrary {
  const modules = new Set([...modulesOf(program)].map(({ path }) => path));
  const codes = new Map<string, WrittenCode>();
  const add = ({ system, code, display }: Code, kinds: readonly EntryKind[]): void => {
    const key = keyOf(system, code);
    const known = codes.get(key) ?? { system, code, display, kinds: new Set() };
    codes.set(key, known);
    for (const kind of kinds) known.kinds.add(kind);
  };
  for (const path of modules) {
    for (const [, state] of parsed.get(path)?.states ?? []) {
      for (const { json, path: place } of objectsIn(state, [])) {
        const { system, code, display } = json;
        if (typeof system === 'string' && typeof code === 'string' && typeof display === 'string') {
          add({ system, code, display }, kindsOf(state.type, place));
        }
        for (const own of signalCodes(json, state.type, place, program.signals)) add(own, ['observation']);
      }
    }
  }
  return {
    modules,
    valueSets,
    formats,
    codes: [...codes.values()],
    written: (system, code) => codes.get(keyOf(system, code)),
  };
}

/** The code of an observation that has none of its own but reads a signal. */
function signalCodes(
  json: Readonly<Record<string, unknown>>,
  type: string,
  place: readonly PropertyKey[],
  signals: SignalCatalogue,
): readonly Code[] {
  const { signal, codes } = json;
  const isObservation = place.length === 0 ? type === 'Observation' : place.at(-2) === 'observations';
  if (!isObservation || typeof signal !== 'string' || codes !== undefined) return [];
  return signals.named(signal)?.codes.slice(0, 1) ?? [];
}

/** The kinds of entry that a code at this place of a state belongs to. */
function kindsOf(type: string, place: readonly PropertyKey[]): readonly EntryKind[] {
  const [field] = place;
  if (place.includes('observations')) return place.at(-2) === 'codes' ? ['observation'] : [];
  return field === 'codes' || field === 'procedure_code' || field === 'supplies' ? (KIND_OF_STATE[type] ?? []) : [];
}

function keyOf(system: string, code: string): string {
  return `${systemUri(system)}|${code}`;
}
