import { murmur3 } from '../../core/random/murmur3.ts';
import { decimalAge } from '../../core/time.ts';
import type { CompileContext, Path } from '../define.ts';
import { type ExpressionValue, parseExpression } from '../expression.ts';
import type { Life, Visit } from '../run.ts';
import { isSeries } from '../values.ts';
import { vitalSignNamed } from '../vital-sign-names.ts';

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
  const terms = new Map(expression.references.map(({ name }) => [name, compileTerm(name, context, path)]));
  return (life) => {
    const result = expression.evaluate((name) => terms.get(name)?.(life));
    const { value } = result;
    if (value !== undefined && typeof value !== 'object') return value;
    const reason = result.error ?? 'it gives a list';
    life.note('expression', `expression in ${path.join('/')}: ${reason}`);
    return undefined;
  };
}

/** What a name of an expression stands for. Signs that are drawn at each reading are drawn apart. */
function compileTerm(name: string, context: CompileContext, path: Path): (life: Life) => ExpressionValue | undefined {
  if (name === 'age') return (life) => decimalAge(life.birth, life.clock);
  const sign = vitalSignNamed(name);
  const slot = sign === undefined ? context.reads(name, path) : context.mentions(name);
  const reading = murmur3(`${path.join('/')} ${name}`);
  return (life) => {
    const vital = life.vitalSign(sign ?? name, life.clock, reading);
    if (vital !== undefined) return vital;
    const value = life.attribute(slot);
    if (isSeries(value)) return value.samples;
    return typeof value === 'object' ? undefined : value;
  };
}
