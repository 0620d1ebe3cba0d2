import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const TESTS = fileURLToPath(new URL('..', import.meta.url));

/** Items of the conformance checklist of the module format. */
const ITEMS = Array.from({ length: 76 }, (_, i) => i + 1);

/** `it('gmf 12: ...')`, also by it.each, with any quotes. */
const NAME = /\(\s*['"`]gmf (\d+): \S/g;

/** Files by item that has a test in them. */
function proofs(): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  for (const file of readdirSync(TESTS, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.test.ts')) continue;
    for (const [, item] of readFileSync(join(TESTS, file), 'utf8').matchAll(NAME)) {
      const files = found.get(Number(item)) ?? new Set();
      found.set(Number(item), files.add(file));
    }
  }
  return found;
}

describe('the conformance checklist of the module format', () => {
  const found = proofs();

  it.each(ITEMS)('item %i has a test whose name begins with its number', (item) => {
    expect([...(found.get(item) ?? [])]).not.toEqual([]);
  });

  it('no test names an item that there is not', () => {
    expect([...found.keys()].filter((item) => !ITEMS.includes(item))).toEqual([]);
  });
});
