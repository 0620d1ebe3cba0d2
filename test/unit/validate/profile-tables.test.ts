import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GUIDES } from '../../../src/reference/guides.ts';
import { invariantOf, UNJUDGED_INVARIANTS } from '../../../src/validate/invariants/index.ts';
import { FileTables } from '../../../src/validate/profile/table-file.ts';
import { tableText } from '../../../src/validate/profile/table-text.ts';
import type { TableFile } from '../../../src/validate/profile/tables.ts';

function wholeFile(name: string): { readonly text: string; readonly file: TableFile } {
  const url = new URL(`../../../src/validate/data/${name}.json`, import.meta.url);
  const text = readFileSync(url, 'utf8');
  return { text, file: JSON.parse(text) as TableFile };
}

describe.each(['r4', ...GUIDES])('the tables of %s', (name) => {
  const { text, file } = wholeFile(name);

  it('are read one by one as they are read together', () => {
    const tables = new FileTables(name);
    for (const table of file.definitions) expect(tables.get(table.url)).toEqual(table);
    expect(tables.get('http://example.org/none')).toBeUndefined();
  });

  it('stand as the script writes them', () => {
    expect(tableText(file)).toBe(text);
  });

  it('name their own invariants, which are all judged or said to be not', () => {
    const unjudged = new Set(UNJUDGED_INVARIANTS.map(({ key, expression }) => `${key} ${expression}`));
    const missing = file.definitions.flatMap(({ url, invariants = {}, elements }) => {
      const named = new Set(elements.flatMap((element) => element.invariants ?? []));
      const unknown = [...named].filter((key) => invariants[key] === undefined);
      const silent = Object.entries(invariants)
        .filter(([key, { expression }]) => !unjudged.has(`${key} ${expression}`) && !invariantOf(key, expression))
        .map(([key]) => key);
      return [...unknown, ...silent].map((key) => `${url} ${key}`);
    });
    expect(missing).toEqual([]);
  });
});
