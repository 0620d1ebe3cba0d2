import type { Code } from '../../core/code.ts';
import { type CompileContext, defineState, type Path } from '../define.ts';
import { codes, exactSpan, rangeSpan, text } from '../fields.ts';
import { type Life, Outcome } from '../run.ts';
import { isCode, isEntry } from '../values.ts';
import { spanAmount } from './amount.ts';

interface CauseJson {
  readonly codes?: readonly Code[] | undefined;
  readonly condition_onset?: string | undefined;
  readonly referenced_by_attribute?: string | undefined;
}

/** The person dies now, or after a time. The earliest death counts. */
export const death = defineState({
  type: 'Death',
  takesTime: ({ exact, range }) => exact === undefined && range === undefined,
  fields: () => ({
    codes: codes.optional(),
    condition_onset: text.optional(),
    referenced_by_attribute: text.optional(),
    exact: exactSpan.optional(),
    range: rangeSpan.optional(),
  }),
  compile(json, context, path) {
    const cause = compileCause(json, context, path);
    const { exact, range } = json;
    const span = spanAmount({ exact, range }, context, path, false) ?? (() => 0);
    return {
      process(life, visit) {
        life.die(life.clock + Math.max(0, span(life, visit)), cause(life), visit);
        return Outcome.pass;
      },
    };
  },
});

/** The underlying cause: codes, else what an onset state began and is active (its own code where the person was not in it), else what an attribute holds. */
function compileCause(json: CauseJson, context: CompileContext, path: Path): (life: Life) => Code | null {
  if (json.codes) {
    const code = json.codes[0] ?? null;
    return () => code;
  }
  const { condition_onset: onset, referenced_by_attribute: attribute } = json;
  if (onset !== undefined) {
    context.remembers(onset);
    const own = context.onsetCodes(onset)?.[0] ?? null;
    const module = context.native ? context.module : undefined;
    return (life) => {
      if (!life.frame.history.has(onset)) return own;
      return life.recorder.activeByName(onset, module)?.codes[0] ?? null;
    };
  }
  if (attribute === undefined) return () => null;
  const slot = context.reads(attribute, [...path, 'referenced_by_attribute']);
  return (life) => {
    const value = life.attribute(slot);
    if (isCode(value)) return value;
    if (isEntry(value)) return value.codes[0] ?? null;
    life.note('death-cause-absent', `attribute "${attribute}" holds no cause of death`);
    return null;
  };
}
