import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { roundTo } from '../../../../src/core/numeric.ts';
import { compileProgram } from '../../../../src/language/compile.ts';
import { discoverModules } from '../../../../src/language/discover.ts';
import { GUIDES } from '../../../../src/reference/guides.ts';
import { simulateSlot } from '../../../../src/simulate/population.ts';
import {
  type QuantityName,
  quantityNamed,
  quantityOfCode,
} from '../../../../src/validate/plausibility/quantities/index.ts';
import { type ValidationReport, ValidationSession } from '../../../../src/validate/session.ts';
import { bundleOf } from '../../../support/bundles.ts';
import { examplesOf, hasPackage } from '../../../support/us-core.ts';
import { worldOf } from '../../../support/world.ts';

const MODULES = fileURLToPath(new URL('../../../../modules', import.meta.url));
const SIGNALS = `${MODULES}/physiology`;
const LIVES = 60;

describe('no rule of plausibility is broken', () => {
  it(`by ${LIVES} native lives`, { timeout: 300_000 }, () => {
    const { program } = compileProgram(discoverModules([{ path: MODULES, builtIn: true }]));
    const world = worldOf(program, { seed: 'plausibility', visitLog: false });
    const session = new ValidationSession({ acrossFiles: false, profile: 'none' });
    let measured = 0;
    for (let slot = 0; slot < LIVES; slot++) {
      const life = simulateSlot(world, slot);
      if (life.kind !== 'life') throw new Error(`slot ${slot} has no life`);
      measured += life.record.entries.filter(({ kind }) => kind === 'observation').length;
      session.addJson(`${slot}.json`, bundleOf(life.record));
    }
    expect(measured).toBeGreaterThan(1000);
    expect(implausible(session.finish())).toEqual([]);
  });

  describe.each(GUIDES)('by the published examples of %s', (guide) => {
    it.skipIf(!hasPackage(guide))('(skipped without its package in US_CORE_PACKAGES)', () => {
      const session = new ValidationSession({ profile: 'none' });
      for (const [file, resource] of examplesOf(guide)) session.addJson(file, resource);
      expect(session.resources).toBeGreaterThan(80);
      expect(implausible(session.finish())).toEqual([]);
    });
  });

  it.skipIf(!existsSync(SIGNALS))('by the limits that signals are held at, as they are printed', () => {
    const beyond = signals().flatMap(([name, { codes = [], unit, decimals, limits }]) => {
      const printed = { low: roundTo(limits.low, decimals), high: roundTo(limits.high, decimals) };
      const quantities = new Set(codes.map(({ code }) => quantityOfCode(code)).filter((found) => found !== undefined));
      return [...quantities]
        .filter((quantity) => !isInside(quantity, unit, printed))
        .map((quantity) => [name, quantity]);
    });
    expect(beyond).toEqual([]);
  });
});

interface SignalJson {
  readonly codes?: readonly { readonly code: string }[];
  readonly unit: string;
  readonly decimals: number;
  readonly limits: { readonly low: number; readonly high: number };
}

function signals(): [string, SignalJson][] {
  return readdirSync(SIGNALS)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const json = JSON.parse(readFileSync(`${SIGNALS}/${file}`, 'utf8')) as { signals?: Record<string, SignalJson> };
      return Object.entries(json.signals ?? {});
    });
}

function isInside(name: QuantityName, unit: string, limits: SignalJson['limits']): boolean {
  const quantity = quantityNamed(name);
  const factor = unit === quantity.unit ? 1 : quantity.units[unit];
  if (typeof factor !== 'number') return false;
  return factor * limits.low >= quantity.low && factor * limits.high <= quantity.high;
}

function implausible({ findings }: ValidationReport): string[] {
  return findings.filter(({ code }) => code === 'plausibility').map(({ file, message }) => `${file}: ${message}`);
}
