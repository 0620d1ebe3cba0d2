import { nativeProducers } from './native/native-producers.ts';
import type { ProducersFactory } from './producers.ts';
import { referenceProducers } from './reference-engine/reference-producers.ts';

/** The worlds that modules can live in, by the name that `--world` takes; one line each. */
export const WORLDS = {
  /** Our own people, growth, habits and bodies. */
  native: nativeProducers,
  /** What the reference engine gives its modules, by its formulas. */
  reference: referenceProducers,
} as const satisfies Readonly<Record<string, ProducersFactory>>;

export type WorldName = keyof typeof WORLDS;

export const WORLD_NAMES = Object.keys(WORLDS) as readonly WorldName[];

export function producersOf(world: WorldName): ProducersFactory {
  return WORLDS[world];
}
