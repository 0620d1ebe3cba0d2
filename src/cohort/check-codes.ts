import { nearest } from '../core/suggest.ts';
import { checkListed, checkSystem } from '../language/checks/codes.ts';
import { objectsIn, type PlacedObject } from '../language/checks/walk.ts';
import type { Path } from '../language/define.ts';
import { listOf, objectOf, textOf } from '../language/loose-json.ts';
import type { EntryKind } from '../record/kinds/index.ts';
import type { CohortContext } from './context.ts';
import type { CohortLibrary, WrittenCode } from './library.ts';
import type { CohortJson } from './schema.ts';

/** What the program writes by itself too, whatever the modules do; its codes are known by the value sets alone. */
const WRITTEN_BY_ITSELF: readonly string[] = ['encounter', 'immunization', 'death'];

const KIND_OF_CONDITION: Readonly<Record<string, readonly EntryKind[]>> = {
  'Active Medication': ['medication'],
  'Active CarePlan': ['carePlan'],
  Observation: ['observation'],
};

/** A list of codes of which one is looked for. */
interface SoughtList {
  readonly codes: readonly PlacedObject[];
  readonly path: Path;
  /** Kinds of entry in which they are looked for; all when left out. */
  readonly kinds: readonly string[] | undefined;
}

/**
 * Codes are of a known system, those of strict files stand in a value set with its display, and a module writes them: a code that none
 * writes is an error in strict files and a warning in others, unless the whole list finds nothing.
 */
export function checkCodes(json: CohortJson, context: CohortContext, library: CohortLibrary): void {
  const isStrict = json.strict === true;
  const file = { report: context.diagnostics, severity: 'error' } as const;
  const { events, index, inclusion, exclusion, outcomes } = json;
  for (const list of soughtLists({ events, index, inclusion, exclusion, outcomes })) {
    const known = list.codes.filter((code) => checkSystem(code, file));
    const unwritten = known.filter((code) => !isWritten(code, list, library));
    for (const code of known) if (isStrict && library.valueSets) checkListed(code, file, library.valueSets);
    const isEmpty = unwritten.length === list.codes.length && !isOfProgram(list);
    for (const code of unwritten) tell(code, list, isEmpty || isStrict ? 'error' : 'warning', context, library);
  }
}

function soughtLists(json: unknown): readonly SoughtList[] {
  return objectsIn(json, []).flatMap(({ json: object, path }) => {
    const codes = listOf(object['codes']).map((code, i) => ({ json: objectOf(code), path: [...path, 'codes', i] }));
    if (codes.length === 0) return [];
    const type = textOf(object['event_type']);
    const kinds = type === '' ? KIND_OF_CONDITION[textOf(object['condition_type'])] : [type];
    return [{ codes, path, kinds }];
  });
}

function isWritten({ json }: PlacedObject, list: SoughtList, library: CohortLibrary): boolean {
  const [system, code] = [textOf(json['system']), textOf(json['code'])];
  const found = library.written(system, code);
  if (isOfProgram(list)) return found !== undefined || library.valueSets?.displayOf(system, code) !== undefined;
  return found !== undefined && (!list.kinds || fits(found, list.kinds));
}

function fits({ kinds }: WrittenCode, wanted: readonly string[]): boolean {
  return [...kinds].some((kind) => wanted.includes(kind));
}

function isOfProgram({ kinds }: SoughtList): boolean {
  return kinds?.some((kind) => WRITTEN_BY_ITSELF.includes(kind)) === true;
}

function tell(
  { json, path }: PlacedObject,
  { kinds }: SoughtList,
  severity: 'error' | 'warning',
  context: CohortContext,
  library: CohortLibrary,
): void {
  const [system, code, display] = [textOf(json['system']), textOf(json['code']), textOf(json['display'])];
  const as = kinds
    ? ` as ${kinds.map((kind) => kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).join(' or ')}`
    : '';
  const candidates = library.codes.filter((one) => one.system === system && (!kinds || fits(one, kinds)));
  const meant = candidateFor(code, display, candidates);
  const near = meant ? `; did you mean ${meant.code} (${meant.display})?` : '';
  const other = library.written(system, code);
  const elsewhere = other && other.kinds.size > 0 ? `; it is written as ${[...other.kinds].join(', ')}` : near;
  const hint = 'folders of modules that write it are named with -d';
  const message = `no module that runs writes ${system} ${code}${as}${elsewhere}`;
  context.report(severity, 'unwritten-code', message, [...path, 'code'], hint);
}

/** What was probably meant: the code of that display, or one a slip away. */
function candidateFor(code: string, display: string, candidates: readonly WrittenCode[]): WrittenCode | undefined {
  const named = candidates.find((one) => one.display === display);
  if (named) return named;
  const near = nearest(
    code,
    candidates.map((one) => one.code),
  );
  return candidates.find((one) => one.code === near);
}
