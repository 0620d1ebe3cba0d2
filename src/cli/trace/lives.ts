import { type LifeTrace, type TransitionShare, transitionShares } from '../../trace/trace-module.ts';
import { exactInterval, type Interval } from './exact-interval.ts';

/** How often a transition was taken, of the times its state was left, with the interval of its probability. */
export interface TracedTransition extends TransitionShare {
  readonly of: number;
  readonly interval: Interval;
}

/** What many lives in one module came to. */
export interface LivesTraced {
  readonly lives: number;
  readonly deaths: number;
  /** Lives that could not go on. */
  readonly faults: readonly { readonly life: number; readonly fault: string }[];
  /** Those of one state together, states in the order in which they were first left. */
  readonly transitions: readonly TracedTransition[];
}

/** Sums lives up, one by one: none of them is kept. */
export function sumUp(traces: Iterable<LifeTrace>): LivesTraced {
  const faults: { life: number; fault: string }[] = [];
  const counts = { lives: 0, deaths: 0 };
  function* watched(): Generator<LifeTrace> {
    for (const trace of traces) {
      if (trace.fault !== undefined) faults.push({ life: counts.lives, fault: trace.fault });
      if (trace.death !== null) counts.deaths++;
      counts.lives++;
      yield trace;
    }
  }
  const transitions = transitionShares(watched());
  return { ...counts, faults, transitions: byState(transitions) };
}

function byState(transitions: readonly TransitionShare[]): readonly TracedTransition[] {
  const groups = new Map<string, TransitionShare[]>();
  for (const transition of transitions) {
    const key = JSON.stringify([transition.file, transition.from]);
    groups.set(key, [...(groups.get(key) ?? []), transition]);
  }
  return [...groups.values()].flatMap((group) => {
    const of = group.reduce((sum, { count }) => sum + count, 0);
    return group.map((transition) => ({ ...transition, of, interval: exactInterval(transition.count, of) }));
  });
}
