import { fhirText } from './text.ts';

/** A unit as a Quantity says it: for people, and its UCUM code where it has one. */
export interface Unit {
  readonly text: string;
  readonly ucum: string | undefined;
}

/** Units that modules commonly write as people do, in UCUM. */
const SPELT_BY_PEOPLE: Readonly<Record<string, string>> = {
  pH: '[pH]',
  mmHg: 'mm[Hg]',
  bpm: '/min',
  ratio: '{ratio}',
  '°C': 'Cel',
  '°F': '[degF]',
};

/** The unit that a module's text says; `n/a` says none. A text with blanks or beyond ASCII cannot be a UCUM expression (UCUM section 2.1). */
export function unitOf(unit: string | null): Unit | undefined {
  const text = fhirText(unit);
  if (text === undefined || text === 'n/a') return undefined;
  if (Object.hasOwn(SPELT_BY_PEOPLE, text)) return { text, ucum: SPELT_BY_PEOPLE[text] };
  return { text, ucum: /^[!-~]+$/.test(text) ? text : undefined };
}
