/** Writes where people are born and what they speak: `npx tsx scripts/build-origins.ts`, from origin-facts.ts. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OriginRow } from '../src/reference/origins.ts';
import { GROUPS } from '../src/reference/places.ts';
import {
  BORN_ABROAD,
  BORN_ABROAD_BY_AGE,
  COUNTRIES,
  HISTORY,
  IN_STATE_OF_BIRTH,
  LANGUAGES,
  LANGUAGES_OF_COUNTRIES,
  LANGUAGES_OF_GROUPS,
  OTHER_LANGUAGE_OF_BORN_HERE,
} from './origin-facts.ts';

const TARGET = fileURLToPath(new URL('../src/reference/data/origins.json', import.meta.url));

function main(): void {
  const rows: OriginRow[] = [
    ...HISTORY.map(([year, abroad, language]) => ['history', year, abroad, language] as const),
    ...GROUPS.map(
      (group, g) => ['group', group, BORN_ABROAD[g] as number, OTHER_LANGUAGE_OF_BORN_HERE[g] as number] as const,
    ),
    ...BORN_ABROAD_BY_AGE.map(([age, relative]) => ['age', age, relative] as const),
    ...IN_STATE_OF_BIRTH.map(([age, percent]) => ['in-state-of-birth', age, percent] as const),
    ...GROUPS.map((group) => ['countries', group, pairs(COUNTRIES[group])] as const),
    ...LANGUAGES_OF_COUNTRIES.split('|').map((text) => {
      const [country = '', languages = ''] = text.split(':');
      return ['country', country, pairs(languages)] as const;
    }),
    ...GROUPS.map((group) => ['languages', group, pairs(LANGUAGES_OF_GROUPS[group])] as const),
    ...LANGUAGES.split('|').map((text) => {
      const blank = text.indexOf(' ');
      return ['language', text.slice(0, blank), text.slice(blank + 1)] as const;
    }),
  ];
  writeFileSync(TARGET, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
}

/** `MX 55 SV 7` as pairs. */
function pairs(text: string): (readonly [string, number])[] {
  const words = text.split(' ');
  return words.flatMap((word, i) => (i % 2 === 0 ? [[word, Number(words[i + 1])] as const] : []));
}

main();
