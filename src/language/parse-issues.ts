import { didYouMean } from '../core/suggest.ts';
import type { Path } from './define.ts';

/** What is used of an issue of the schema library. */
export interface ParseIssue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly expected?: string;
  readonly discriminator?: string;
  /** Of a union told apart by a field: what the field may be. */
  readonly options?: readonly string[];
  /** Of a union: the issues of each of its members. */
  readonly errors?: readonly (readonly ParseIssue[])[];
}

/** The places of unknown fields, when they are all that is wrong; empty otherwise. */
export function unknownKeys(issue: ParseIssue): readonly Path[] {
  if (issue.code === 'unrecognized_keys') return (issue.keys ?? []).map((key) => [...issue.path, key]);
  for (const member of issue.errors ?? []) {
    const places = member.map((inner) => unknownKeys(inner));
    if (places.length > 0 && places.every((list) => list.length > 0)) {
      return places.flat().map((place) => [...issue.path, ...place]);
    }
  }
  return [];
}

/** What is wrong, where, in words for the author of the file. */
export function explainIssue(
  issue: ParseIssue,
  root: unknown,
): { message: string; at: Path; hint: string | undefined } {
  if (issue.discriminator !== undefined && (issue.errors?.length ?? 0) === 0) return explainKind(issue, root);
  if (issue.code === 'invalid_union') {
    const nearest = nearestMember(issue.errors ?? []);
    if (nearest) {
      const inner = { ...nearest, path: [...issue.path, ...nearest.path] };
      return explainIssue(inner, root);
    }
  }
  const field = issue.path.at(-1);
  const value = valueAt(root, issue.path);
  if (value === undefined) {
    return { message: `field "${String(field)}" is missing`, at: issue.path.slice(0, -1), hint: expectation(issue) };
  }
  // What it may be is the hint.
  const message =
    issue.values && typeof value === 'string'
      ? `"${String(field)}" cannot be ${shown(value)}${didYouMean(value, issue.values.map(String))}`
      : `"${String(field)}" is ${shown(value)}: ${issue.message}`;
  return {
    message,
    at: issue.path,
    hint: expectation(issue),
  };
}

/** A union told apart by a field whose value is none of its kinds. */
function explainKind(issue: ParseIssue, root: unknown): { message: string; at: Path; hint: string | undefined } {
  const field = issue.discriminator as string;
  const at = issue.path.at(-1) === field ? issue.path : [...issue.path, field];
  const value = valueAt(root, at);
  if (value === undefined) return { message: `field "${field}" is missing`, at: at.slice(0, -1), hint: undefined };
  const near = typeof value === 'string' ? didYouMean(value, issue.options ?? []) : '';
  const what = field === 'condition_type' ? 'condition type' : field;
  return { message: `unknown ${what} ${shown(value)}${near}`, at, hint: undefined };
}

/** The issue that got furthest into the value: the member of the union that was most likely meant. */
function nearestMember(members: readonly (readonly ParseIssue[])[]): ParseIssue | undefined {
  const deepest = members
    .map((issues) =>
      issues.reduce<ParseIssue | undefined>(
        (best, issue) => (best && best.path.length >= issue.path.length ? best : issue),
        undefined,
      ),
    )
    .filter((issue) => issue !== undefined);
  return deepest.reduce<ParseIssue | undefined>(
    (best, issue) => (best && best.path.length >= issue.path.length ? best : issue),
    undefined,
  );
}

function expectation(issue: ParseIssue): string | undefined {
  if (issue.values) return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
  if (issue.expected === undefined) return undefined;
  return `expected ${issue.expected === 'record' ? 'object' : issue.expected}`;
}

function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
