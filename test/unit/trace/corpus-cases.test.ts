import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../../src/language/compile.ts';
import { discoverModules } from '../../../src/language/discover.ts';
import { type CaseResult, readCaseFile, runCases } from '../../../src/trace/run-cases.ts';
import { CORPUS, HAS_CORPUS, NO_CORPUS } from '../../support/corpus.ts';

const NO_SBML = 'asks for a numerical simulation of physiology (SBML), which there is none of';

/** Cases that are not judged, by id, with the reason. One that could be judged must not be listed. */
const SKIPPED: Readonly<Record<string, string>> = {
  'observation-04': NO_SBML,
  'smith-physiology-02': NO_SBML,
};

async function resultsOf(file: string): Promise<readonly CaseResult[]> {
  const compilation = compileProgram(discoverModules([{ path: join(CORPUS, 'unit'), builtIn: false }]));
  return runCases(await readCaseFile(join(CORPUS, file)), compilation);
}

const FILES = ['unit-expectations.json', 'logic-cases.json'];

const results = HAS_CORPUS ? (await Promise.all(FILES.map(resultsOf))).flat() : [];

if (!HAS_CORPUS) it.skip(NO_CORPUS, () => undefined);

describe.runIf(HAS_CORPUS)('behaviour of the reference engine', () => {
  const judged = results.filter(({ id }) => !Object.hasOwn(SKIPPED, id));

  it.each(judged)('$id: $title', ({ problems }) => {
    expect(problems).toEqual([]);
  });

  for (const [id, reason] of Object.entries(SKIPPED)) it.skip(`${id}: ${reason}`);

  it('no skip is unused', () => {
    const unjudged = results.filter(({ outcome }) => outcome !== 'passed').map(({ id }) => id);
    expect(Object.keys(SKIPPED).filter((id) => !unjudged.includes(id))).toEqual([]);
  });

  it('there are cases of modules and of conditions', () => {
    expect(results.length).toBeGreaterThan(200);
  });
});
