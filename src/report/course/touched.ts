import type { ActingEffect } from '../../physiology/effect.ts';
import type { Signal, SignalCatalogue } from '../../physiology/signal.ts';
import type { SignalReader } from '../../physiology/signal-reader.ts';

/** Something that acts on a signal, itself or by a signal that it follows or is worked out from. */
export interface Influence {
  readonly effect: ActingEffect;
  /** Null where it acts on the signal itself. */
  readonly by: Signal | null;
}

/** What acts on each signal of a person; signals that nothing acts on are left out. What a script said from the beginning is no effect. */
export function influencesOn(
  catalogue: SignalCatalogue,
  reader: Pick<SignalReader, 'effectsOn'>,
): ReadonlyMap<Signal, readonly Influence[]> {
  const known = new Map<Signal, readonly Influence[]>();
  const of = (signal: Signal): readonly Influence[] => {
    const before = known.get(signal);
    if (before) return before;
    const own = reader.effectsOn(signal).filter(({ from }) => from > Number.NEGATIVE_INFINITY);
    const found = new Map<ActingEffect, Influence>(own.map((effect) => [effect, { effect, by: null }]));
    for (const other of sourcesOf(signal, catalogue)) {
      for (const { effect } of of(other)) if (!found.has(effect)) found.set(effect, { effect, by: other });
    }
    const influences = [...found.values()].sort((a, b) => a.effect.from - b.effect.from);
    known.set(signal, influences);
    return influences;
  };
  for (const signal of catalogue.signals) of(signal);
  return new Map([...known].filter(([, influences]) => influences.length > 0));
}

/** The signals whose effects move this one too. */
function sourcesOf({ origin, follows }: Signal, catalogue: SignalCatalogue): readonly Signal[] {
  const followed = follows.map(({ signal }) => signal);
  if (origin.kind === 'derivation') return [...origin.inputs, ...followed];
  if (origin.kind !== 'growth' || origin.measure !== 'body mass index') return followed;
  const weight = catalogue.ofGrowth('weight');
  return weight ? [weight, ...followed] : followed;
}
