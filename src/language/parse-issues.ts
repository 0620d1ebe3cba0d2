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
  /** Of what is too large or too small: what it is, its bound, and whether the bound itself is allowed. */
  readonly origin?: string;
  readonly maximum?: number | bigint;
  readonly minimum?: number | bigint;
  readonly inclusive?: boolean;
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
    const kinds = kindsOf(issue.errors ?? []);
    if (kinds && valueAt(root, issue.path) !== undefined) {
      const message = `"${String(issue.path.at(-1))}" is ${shown(valueAt(root, issue.path))}, and not ${kinds.join(' or ')}`;
      return { message, at: issue.path, hint: undefined };
    }
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
  const message = issue.code === 'invalid_key' ? 'a name is empty' : `"${String(field)}" ${whatIsWrong(issue, value)}`;
  // What it may be is the hint, where the message does not say it.
  return { message, at: issue.path, hint: issue.values ? expectation(issue) : undefined };
}

/** What is wrong with a value that is there, as the rest of a sentence about its field. */
function whatIsWrong(issue: ParseIssue, value: unknown): string {
  const { values, code, origin, maximum, minimum, inclusive = true } = issue;
  if (values) {
    const near = typeof value === 'string' ? didYouMean(value, values.map(String)) : '';
    return `cannot be ${shown(value)}${near}`;
  }
  if (code === 'invalid_type') return `is ${shown(value)}, and not ${kindOf(issue.expected)}`;
  if (code !== 'too_big' && code !== 'too_small') return `is ${shown(value)}: ${issue.message}`;
  if (origin === 'array' || origin === 'string') {
    if (minimum === 1) return 'is empty';
    const things = origin === 'array' ? 'items' : 'characters';
    return code === 'too_big' ? `has more than ${maximum} ${things}` : `has fewer than ${minimum} ${things}`;
  }
  if (code === 'too_big') return `is ${shown(value)}, which is ${inclusive ? 'above' : 'not below'} ${maximum}`;
  return `is ${shown(value)}, which is ${inclusive ? 'below' : 'not above'} ${minimum}`;
}

const KINDS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function kindOf(expected = ''): string {
  return KINDS[expected] ?? expected;
}

/** The kinds of value that a union takes, where the value is of none of them; undefined where it is of one, and wrong inside. */
function kindsOf(members: readonly (readonly ParseIssue[])[]): readonly string[] | undefined {
  const issues = members.map(([issue]) => issue);
  const kinds = issues.map((issue) =>
    issue?.code === 'invalid_type' && issue.path.length === 0 ? kindOf(issue.expected) : undefined,
  );
  const known = kinds.filter((kind) => kind !== undefined);
  return known.length === kinds.length && known.length > 0 ? [...new Set(known)] : undefined;
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
  return `expected ${kindOf(issue.expected)}`;
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
