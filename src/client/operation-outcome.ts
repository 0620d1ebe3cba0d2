import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '../core/json.ts';

/** An answer may be as long as a server likes; a message to a person is not. */
const LONGEST = 300;

/** What the issues of an OperationOutcome say, errors first, as one line; empty when it says nothing or is none. */
export function outcomeText(value: unknown): string {
  if (textAt(value, 'resourceType') !== 'OperationOutcome') return '';
  const issues = listAt(value, 'issue').filter(isObject);
  const grave = issues.filter((issue) => ['error', 'fatal'].includes(textAt(issue, 'severity') ?? ''));
  const told = (grave.length > 0 ? grave : issues).map(issueText).filter((text) => text !== '');
  return shortened([...new Set(told)].join('; '));
}

/** One line of at most a few hundred characters. */
export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}...`;
}

function issueText(issue: JsonObject): string {
  const details = objectAt(issue, 'details');
  const said = textAt(issue, 'diagnostics') ?? textAt(details, 'text') ?? display(listAt(details, 'coding')[0]);
  const place = listAt(issue, 'expression')[0];
  const text = said ?? textAt(issue, 'code') ?? '';
  return typeof place === 'string' && said !== undefined ? `${text} (${place})` : text;
}

function display(coding: Json | undefined): string | undefined {
  return textAt(coding, 'display') ?? textAt(coding, 'code');
}
