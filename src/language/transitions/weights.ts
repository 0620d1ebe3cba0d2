import { z } from 'zod';
import { pickWeighted } from '../../core/distributions/categorical.ts';
import { Purpose } from '../../core/random/purpose.ts';
import type { CompiledTransition } from '../compiled.ts';
import type { CompileContext, Path } from '../define.ts';
import { number, remarks, sourceId, text } from '../fields.ts';

/** A probability: a number, or an attribute that holds one with a default. */
export const weight = z.union([number, z.strictObject({ attribute: text, default: number })]);

export const weightedOption = z.strictObject({
  distribution: weight,
  transition: text,
  /** Where the probability is from (native extension). */
  source: sourceId.optional(),
  remarks: remarks.optional(),
});

type WeightedOptions = readonly z.output<typeof weightedOption>[];

/** Compiles a weighted choice; warns (strict: error) when constant weights do not sum to 1. */
export function compileWeighted(options: WeightedOptions, context: CompileContext, path: Path): CompiledTransition {
  const targets = options.map((option, i) => context.target(option.transition, [...path, i, 'transition']));
  const weights = options.map((option, i) => {
    const { distribution, source } = option;
    if (source !== undefined && context.native) context.source(source, [...path, i]);
    if (typeof distribution === 'number') return { constant: distribution, slot: -1 };
    const slot = context.reads(distribution.attribute, [...path, i, 'distribution', 'attribute']);
    return { constant: distribution.default, slot };
  });
  if (weights.every(({ slot }) => slot === -1)) {
    const constants = weights.map(({ constant }) => constant);
    checkSum(constants, context, path);
    return (life, visit) => targets[pickWeighted(constants, life.uniform(visit, Purpose.transition))] as number;
  }
  const now = new Array<number>(weights.length).fill(0);
  return (life, visit) => {
    for (let i = 0; i < weights.length; i++) {
      const { constant, slot } = weights[i] as (typeof weights)[number];
      const value = slot === -1 ? constant : life.attribute(slot);
      now[i] = typeof value === 'number' ? value : constant;
    }
    return targets[pickWeighted(now, life.uniform(visit, Purpose.transition))] as number;
  };
}

/** Weights may miss 1 by this much through rounding in the file. */
const SUM_TOLERANCE = 1e-6;

function checkSum(weights: readonly number[], context: CompileContext, path: Path): void {
  const sum = weights.reduce((total, value) => total + value, 0);
  if (Math.abs(sum - 1) <= SUM_TOLERANCE) return;
  const shown = Number(sum.toFixed(6));
  context.report(
    context.strict ? 'error' : 'warning',
    'probabilities-sum',
    `probabilities sum to ${shown}, not 1`,
    path,
    sum < 1 ? 'the last option gets what is missing' : 'options beyond a sum of 1 are never taken',
  );
}
