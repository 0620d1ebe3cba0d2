import type { Code } from '../../core/code.ts';
import type { EntryByKind } from '../../record/kinds/index.ts';
import type { ActiveKind } from '../../record/recorder.ts';
import { primaryCode } from '../../record/recorder.ts';
import type { StateProgram } from '../compiled.ts';
import type { CompileContext, Path } from '../define.ts';
import type { CodeJson } from '../fields.ts';
import { type Life, Outcome } from '../run.ts';
import { isEntry } from '../values.ts';

type EndableKind = Exclude<ActiveKind, 'procedure'>;

/** The three ways in which an ...End state names what it ends; the first given is used even if it finds nothing. */
export interface EndingJson {
  /** The state that began it, and the field that says so. */
  readonly state: string | undefined;
  readonly stateField: string;
  readonly attribute: string | undefined;
  readonly codes: readonly CodeJson[] | undefined;
}

/** Compiles an ...End state of a kind; `onEnd` adds what the kind keeps of it. */
export function compileEnding<K extends EndableKind>(
  kind: K,
  json: EndingJson,
  context: CompileContext,
  path: Path,
  onEnd: (entry: EntryByKind[K]) => void = () => undefined,
): StateProgram {
  const end = (life: Life, code: string): void => {
    const ended = life.recorder.end(kind, code, life.clock);
    if (ended) onEnd(ended);
  };
  const { state, attribute } = json;
  if (state !== undefined) {
    const module = context.native ? context.module : undefined;
    return pass((life) => {
      const entry = life.recorder.activeOfKindByName(kind, state, module);
      if (entry) end(life, primaryCode(entry));
    });
  }
  if (attribute !== undefined) {
    const slot = context.reads(attribute, [...path, 'referenced_by_attribute']);
    return pass((life) => {
      const entry = life.attribute(slot);
      if (!isEntry(entry)) return;
      // A second end of an entry changes nothing.
      if (entry.kind === kind && entry.stop === null) {
        entry.stop = life.clock;
        onEnd(entry as EntryByKind[K]);
      }
      end(life, primaryCode(entry));
    });
  }
  if (json.codes === undefined) {
    context.report('error', 'nothing-referenced', `needs ${json.stateField}, referenced_by_attribute or codes`, path);
  }
  const codes: readonly Code[] = json.codes ? context.soughtCodes(json.codes, [...path, 'codes']) : [];
  return pass((life) => {
    for (const { code } of codes) end(life, code);
  });
}

function pass(act: (life: Life) => void): StateProgram {
  return {
    process(life) {
      act(life);
      return Outcome.pass;
    },
  };
}
