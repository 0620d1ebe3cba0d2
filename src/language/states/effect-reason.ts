import type { SimTime } from '../../core/time.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { CompileContext, Path } from '../define.ts';
import type { Life, Visit } from '../run.ts';
import { isEntry } from '../values.ts';

/** Tells when an effect ends, whenever it is asked; undefined where the effect does not begin at all. */
export type EndOf = (() => SimTime) | undefined;

/** Types of states whose entries go on until they are stopped. */
const LASTING: ReadonlySet<string> = new Set([
  'ConditionOnset',
  'AllergyOnset',
  'MedicationOrder',
  'CarePlanStart',
  'Device',
]);

/**
 * Compiles the `while` of an effect: a state of this file that makes an entry which lasts, or a parameter or attribute that holds an
 * entry. The effect ends when the entry stops.
 */
export function compileReasonOfEffect(name: string, context: CompileContext, path: Path): (life: Life) => EndOf {
  const isParameter = context.hasParameter(name);
  const type = context.stateType(name);
  if (type !== undefined && !isParameter) return ofState(name, type, context, path);
  const slot = isParameter ? context.mentions(name) : context.reads(name, path);
  return (life) => {
    const held = life.frame.parameters?.get(name) ?? life.attribute(slot);
    if (isEntry(held)) return stopOf(() => held);
    life.note('effect-without-reason', `"${name}" holds no entry, and the effect does not begin`);
    return undefined;
  };
}

function ofState(name: string, type: string, context: CompileContext, path: Path): (life: Life) => EndOf {
  if (!LASTING.has(type)) {
    const message = `"${name}" is of type ${type}, whose entries do not go on`;
    context.report('error', 'effect-reason', message, path, `name a state of type ${[...LASTING].join(', ')}`);
  }
  context.remembers(name);
  return (life) => {
    const { history } = life.frame;
    const made: Visit | undefined = history.visits[history.newestOf(name)];
    // A visit that waits for its diagnosis may come to stand for an entry that was there before.
    if (made?.entry) return stopOf(() => made.entry);
    life.note('effect-without-reason', `nothing came of state "${name}", and the effect does not begin`);
    return undefined;
  };
}

/** A drug that is prescribed anew goes on. */
function stopOf(entry: () => Entry | null): () => SimTime {
  let last = entry();
  return () => {
    if (last?.kind !== 'medication') last = entry();
    while (last?.kind === 'medication' && last.renewedAs) last = last.renewedAs;
    return last?.stop ?? Number.POSITIVE_INFINITY;
  };
}
