import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../src/language/compile.ts';
import { discoverModules } from '../../src/language/discover.ts';
import { judgeLives } from '../support/plausible-lives.ts';
import { worldOf } from '../support/world.ts';

const MODULES = fileURLToPath(new URL('../../modules', import.meta.url));
/** 20,000 take a quarter of an hour. */
const LIVES = Number(process.env['PLAUSIBLE_LIVES'] ?? 40);
const SEED = process.env['PLAUSIBLE_SEED'] ?? 'plausible';

describe('all signals of native lives', () => {
  it(`are plausible at any time of ${LIVES} lives`, { timeout: 120_000 + 500 * LIVES }, async () => {
    const { program } = compileProgram(discoverModules([{ path: MODULES, builtIn: true }]));
    const { findings, heldByModules, held, ...counts } = await judgeLives(
      worldOf(program, { seed: SEED, visitLog: false }),
      LIVES,
    );
    const told = (notes: ReadonlyMap<string, number>) => JSON.stringify(Object.fromEntries([...notes].sort()), null, 2);
    if (LIVES >= 200) {
      console.log(`seed ${SEED}: ${JSON.stringify(counts)}`);
      console.log(`held while modules ran: ${told(heldByModules)}\nheld in all that was read: ${told(held)}`);
    }
    expect(counts.lives).toBe(LIVES);
    expect(counts.recorded).toBeGreaterThan(50 * LIVES);
    expect(counts.read).toBeGreaterThan(300 * LIVES);
    expect(counts.affectedTimes).toBeGreaterThan(LIVES / 2);
    expect(findings).toEqual([]);
  });
});
