import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listOf, objectOf } from '../../../src/language/loose-json.ts';

const MODULES = new URL('../../../modules/', import.meta.url);
const readme = readFileSync(new URL('README.md', MODULES), 'utf8');

/** What the first column of the table under this heading names in code quotes. */
function inTable(heading: string): readonly string[] {
  const [, after = ''] = readme.split(`\n| \`${heading}\``);
  const [, , ...rows] = after.split('\n');
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows
    .slice(0, end)
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

describe('values of the parameters of shared submodules', () => {
  it.each([
    ['shared/lab-panel', 'panel'],
    ['shared/treatment-effect', 'treatment'],
  ])('%s: the table of %s has each', (path, parameter) => {
    const file: unknown = JSON.parse(readFileSync(new URL(`${path}.json`, MODULES), 'utf8'));
    const values = listOf(objectOf(objectOf(objectOf(file)['parameters'])[parameter])['values']);
    expect(values.length).toBeGreaterThan(10);
    expect([...inTable(parameter)].sort()).toEqual([...values].sort());
  });
});
