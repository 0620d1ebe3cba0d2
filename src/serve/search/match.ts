import type { Filter } from '@medplum/core';
import { isObject } from '../../core/json.ts';
import { matchesDate } from './match-date.ts';
import { matchesNumber, matchesQuantity } from './match-number.ts';
import type { Comparison } from './parameters.ts';

/** Whether one value of a resource is what a filter looks for. */
type Match = (value: unknown, operator: Filter['operator'], wanted: string) => boolean;

const MATCHES: Readonly<Record<Comparison, Match>> = {
  token: matchesToken,
  reference: matchesReference,
  string: matchesString,
  uri: (value, _operator, wanted) => value === wanted,
  date: matchesDate,
  number: matchesNumber,
  quantity: matchesQuantity,
};

/** The operators, beside equality, that each kind of comparison understands. */
export const OPERATORS: Readonly<Record<Comparison, readonly Filter['operator'][]>> = {
  token: ['eq', 'not', 'text', 'missing'],
  reference: ['eq', 'identifier', 'missing'],
  string: ['eq', 'exact', 'contains', 'missing'],
  uri: ['eq', 'missing'],
  date: ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap', 'missing'],
  number: ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap', 'missing'],
  quantity: ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap', 'missing'],
};

/** Whether a resource that holds `values` is found by a filter that looks for any of `wanted`. */
export function isFound(
  values: readonly unknown[],
  comparison: Comparison,
  operator: Filter['operator'],
  wanted: readonly string[],
): boolean {
  if (operator === 'missing') return (values.length === 0) === (wanted[0] === 'true');
  const matches = MATCHES[comparison];
  if (operator === 'not') return !values.some((value) => wanted.some((text) => matches(value, 'eq', text)));
  return values.some((value) => wanted.some((text) => matches(value, operator, text)));
}

function matchesToken(value: unknown, operator: Filter['operator'], wanted: string): boolean {
  if (operator === 'text') return textsOfToken(value).some((text) => plain(text).startsWith(plain(wanted)));
  const bar = wanted.indexOf('|');
  const system = bar === -1 ? undefined : wanted.slice(0, bar);
  const code = wanted.slice(bar + 1).toLowerCase();
  return tokensOf(value).some(
    (token) =>
      (code === '' || token.code?.toLowerCase() === code) &&
      // A bare code has the system that its element implies.
      (system === undefined || token.isBare || (token.system ?? '') === system) &&
      (code !== '' || system !== ''),
  );
}

interface Token {
  readonly system: string | undefined;
  readonly code: string | undefined;
  readonly isBare: boolean;
}

/** The codes in a CodeableConcept, Coding, Identifier, ContactPoint or scalar. */
export function tokensOf(value: unknown): readonly Token[] {
  if (!isObject(value)) return [{ system: undefined, code: String(value), isBare: true }];
  if (Array.isArray(value['coding'])) return value['coding'].flatMap(tokensOf);
  const { system, code, value: text } = value;
  return [{ system: textOf(system), code: textOf(code) ?? textOf(text), isBare: false }];
}

function textsOfToken(value: unknown): readonly string[] {
  if (!isObject(value)) return [];
  const { coding, text, display, type } = value;
  const own = [text, display].filter((part) => typeof part === 'string');
  return [...own, ...(Array.isArray(coding) ? coding : [type]).flatMap(textsOfToken)];
}

function matchesReference(value: unknown, operator: Filter['operator'], wanted: string): boolean {
  if (typeof value === 'string') return value === wanted;
  if (!isObject(value)) return false;
  if (operator === 'identifier') return matchesToken(value['identifier'] ?? {}, 'eq', wanted);
  const reference = textOf(value['reference'])?.replace(/\/_history\/.*$/, '');
  if (reference === undefined) return false;
  return wanted.includes('/') ? reference === wanted : reference.endsWith(`/${wanted}`);
}

function matchesString(value: unknown, operator: Filter['operator'], wanted: string): boolean {
  const texts = textsOf(value);
  if (operator === 'exact') return texts.includes(wanted);
  const sought = plain(wanted);
  if (operator === 'contains') return texts.some((text) => plain(text).includes(sought));
  return texts.some((text) => plain(text).startsWith(sought));
}

/** The parts of a HumanName or an Address, the one to sort by first, or a text itself. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!isObject(value)) return [];
  const { family, given, text, prefix, suffix, line, city, district, state, postalCode, country } = value;
  const parts = [family, given, text, prefix, suffix, line, city, district, state, postalCode, country].flat();
  return parts.filter((part) => typeof part === 'string');
}

/** In lower case and without marks: searches for text look at neither. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
