import type { Code } from '../../core/code.ts';
import type { Entry } from '../../record/kinds/index.ts';
import type { CompileContext, Path } from '../define.ts';
import type { Life } from '../run.ts';
import { type AttributeValue, isCode, isEntry } from '../values.ts';

/** Why something was done: codes, and the entry that has them where there is one. */
export interface Reason {
  readonly codes: readonly Code[];
  readonly entry: Entry | null;
}

const NO_REASON: Reason = { codes: [], entry: null };

/**
 * Resolves a state's `reason` at run time. The first that exists decides: a parameter of the submodule; an attribute (its entry or
 * code); a state in the history of this frame (the active entry it made); an onset of this file (its codes).
 */
export function compileReason(name: string | undefined, context: CompileContext, path: Path): (life: Life) => Reason {
  if (name === undefined || name === '') return () => NO_REASON;
  const place = [...path, 'reason'];
  const isLocal = context.hasState(name) || context.hasParameter(name);
  const slot = isLocal ? context.mentions(name) : context.reads(name, place);
  context.remembers(name);
  const onset = context.onsetCodes(name);
  const module = context.native ? context.module : undefined;
  return (life) => {
    const given = life.frame.parameters?.get(name);
    if (given !== undefined) return ofValue(given);
    const value = life.attribute(slot);
    if (value !== undefined) return ofValue(value);
    if (life.frame.history.has(name)) {
      const entry = life.recorder.activeByName(name, module);
      return entry ? { codes: entry.codes, entry } : NO_REASON;
    }
    return onset ? { codes: onset, entry: null } : NO_REASON;
  };
}

function ofValue(value: AttributeValue): Reason {
  if (isEntry(value)) return { codes: value.codes, entry: value };
  return isCode(value) ? { codes: [value], entry: null } : NO_REASON;
}
