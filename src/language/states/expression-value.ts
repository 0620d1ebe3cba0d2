import { Purpose } from '../../core/random/purpose.ts';
import { decimalAge } from '../../core/time.ts';
import type { CompileContext, Path } from '../define.ts';
import { type ExpressionValue, parseExpression } from '../expression.ts';
import type { Life, Visit } from '../run.ts';
import { isSeries } from '../values.ts';

/**
 * Compiles an expression over the person: `age` (decimal years), vital signs, attributes. What cannot be evaluated gives no
 * value and is noted.
 */
export function compileExpression(
  source: string,
  context: CompileContext,
  path: Path,
): (life: Life, visit: Visit) => number | string | boolean | undefined {
  const { expression, error } = parseExpression(source);
  if (!expression) {
    context.report('error', 'expression', `the expression cannot be read: ${error?.message ?? 'unknown'}`, path);
    return () => undefined;
  }
  const slots = new Map<string, number>();
  for (const { name } of expression.references) {
    if (name !== 'age') slots.set(name, isVitalSignName(name) ? context.mentions(name) : context.reads(name, path));
  }
  return (life) => {
    const result = expression.evaluate((name) => resolve(life, name, slots));
    if (result.error === undefined) return result.value as number | string | boolean;
    life.note('expression', `expression in ${path.join('/')}: ${result.error}`);
    return undefined;
  };
}

function resolve(life: Life, name: string, slots: ReadonlyMap<string, number>): ExpressionValue | undefined {
  if (name === 'age') return decimalAge(life.birth, life.clock);
  const vital = life.vitalSign(name, life.clock, Purpose.value);
  if (vital !== undefined) return vital;
  const value = life.attribute(slots.get(name) as number);
  if (isSeries(value)) return value.samples;
  return typeof value === 'object' ? undefined : value;
}

/** Vital signs are written in title case, attributes hardly ever: used only to tell which names are no attribute reads. */
function isVitalSignName(name: string): boolean {
  return /^[A-Z]/.test(name);
}
