import type { SimTime } from '../../core/time.ts';
import type { CompileContext, Path } from '../define.ts';
import type { ConditionJson } from '../fields.ts';
import type { Life } from '../run.ts';

/**
 * The index of the first option whose condition is absent or holds, else of the last. In a strict file the last option
 * must have no condition, so that nothing is taken by falling through.
 */
export function firstThatHolds(
  options: readonly { readonly condition?: ConditionJson | undefined }[],
  context: CompileContext,
  path: Path,
): (life: Life, t: SimTime) => number {
  const conditions = options.map((option, i) =>
    option.condition ? context.condition(option.condition, [...path, i, 'condition']) : undefined,
  );
  const last = options.length - 1;
  if (conditions[last] && context.strict) {
    context.report(
      'error',
      'no-fallback',
      'the last option has a condition, but would be taken without it',
      [...path, last],
      'end with an option that has no condition',
    );
  }
  return (life, t) => {
    for (let i = 0; i < last; i++) {
      const condition = conditions[i];
      if (condition === undefined || condition.test(life, t)) return i;
    }
    return last;
  };
}
