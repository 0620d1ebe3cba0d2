import type { RunKeys } from '../core/random/keys.ts';
import { loadReference, type Reference } from '../reference/data.ts';

/** What scripted lives have in common. */
export interface ScriptWorld {
  readonly keys: RunKeys;
  /** The facts about the world, which bodies are made from; few scripts ask for them. */
  reference(): Reference;
}

/** The world of scripts whose chance comes from `keys`; facts are loaded when the first body needs them. */
export function scriptWorld(keys: RunKeys): ScriptWorld {
  let loaded: Reference | undefined;
  return {
    keys,
    reference() {
      loaded ??= loadReference();
      return loaded;
    },
  };
}
