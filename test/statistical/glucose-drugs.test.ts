import { describe, expect, it } from 'vitest';
import { timeOf } from '../../src/core/time.ts';
import { BUILT_IN_MODULES, createWorld, simulate } from '../../src/index.ts';
import { compileProgram } from '../../src/language/compile.ts';
import { discoverModules } from '../../src/language/discover.ts';

const LIVES = 3_500;
const NOW = timeOf(2022, 1, 1);
/** Standard normal quantile of a two-sided interval of 99 percent. */
const Z = 2.5758;
const DIABETES = '44054006';

/**
 * Of adults with diagnosed diabetes in 2021, less those with type 1: from people with prescriptions by drug (Medical Expenditure Panel Survey
 * 2021), and, of metformin, insulin and all together, interviews and surveys of 2015 to 2020 (National Health Interview Survey, NHANES).
 */
const CLASSES = [
  ['metformin', ['861007'], 0.6, 0.75],
  ['sulfonylurea', ['310490', '197496'], 0.18, 0.26],
  ['insulin', ['311041', '311028'], 0.19, 0.3],
  ['DPP-4 inhibitor', ['665033'], 0.08, 0.14],
  ['SGLT2 inhibitor', ['1545658'], 0.08, 0.14],
  ['GLP-1 receptor agonist', ['1551295'], 0.1, 0.18],
  ['thiazolidinedione', ['312440'], 0.025, 0.06],
] as const;

describe('adults with diagnosed type 2 diabetes at the start of 2022', () => {
  const includes = (path: string) => path === 'endocrine/type-2-diabetes';
  const { program } = compileProgram(discoverModules([BUILT_IN_MODULES]), { includes });
  const world = createWorld(program, { seed: 'drugs', minAge: 30, maxAge: 95, referenceDate: '2022-01-01' });
  const drugsOf: (readonly string[])[] = [];
  for (const life of simulate(world, { from: 0, to: LIVES - 1 })) {
    if (life.kind !== 'life' || life.record.end < NOW) continue;
    const { entries } = life.record;
    const isActive = ({ start, stop }: { start: number; stop: number | null }) =>
      start <= NOW && (stop === null || stop > NOW);
    if (!entries.some((entry) => entry.kind === 'condition' && entry.codes[0]?.code === DIABETES)) continue;
    const taken = entries.filter((entry) => entry.kind === 'medication' && isActive(entry));
    drugsOf.push(taken.map(({ codes }) => codes[0]?.code ?? ''));
  }

  it.each(CLASSES)('take a %s as often as is published', (_name, codes, low, high) => {
    const total = drugsOf.length;
    const share = drugsOf.filter((drugs) => drugs.some((drug) => codes.some((code) => code === drug))).length / total;
    const error = Z * Math.sqrt((share * (1 - share)) / total);
    expect(total).toBeGreaterThan(300);
    expect(share + error, `${share} of ${total}`).toBeGreaterThanOrEqual(low);
    expect(share - error, `${share} of ${total}`).toBeLessThanOrEqual(high);
  });
});
