import type { CompiledCondition, Watch } from '../compiled.ts';

const NO_SLOTS: ReadonlySet<number> = new Set();
const NO_CODES: ReadonlySet<string> = new Set();

/** Watches nothing: the answer never changes, or by time alone. */
export const WATCHES_NOTHING: Watch = { slots: NO_SLOTS, codes: NO_CODES, observations: false, polls: false };

/** For `nextChange` of conditions that time alone does not change. */
export function never(): number {
  return Number.POSITIVE_INFINITY;
}

export function watchSlots(...slots: readonly number[]): Watch {
  return { ...WATCHES_NOTHING, slots: new Set(slots) };
}

/** All that any of the parts watches. */
export function watchAll(parts: readonly Watch[]): Watch {
  return {
    slots: new Set(parts.flatMap((part) => [...part.slots])),
    codes: new Set(parts.flatMap((part) => [...part.codes])),
    observations: parts.some((part) => part.observations),
    polls: parts.some((part) => part.polls),
  };
}

/** The earliest change that time alone makes to any of the parts. */
export function earliestChange(parts: readonly CompiledCondition[]): CompiledCondition['nextChange'] {
  return (life, t) => {
    let earliest = Number.POSITIVE_INFINITY;
    for (const part of parts) earliest = Math.min(earliest, part.nextChange(life, t));
    return earliest;
  };
}
