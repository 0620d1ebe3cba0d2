import type { LifeResult } from '../simulate/population.ts';
import type { Cohort, Step } from './compile.ts';

/** One step of the flow: who was left out by it, and who was left. */
export interface FlowRow extends Step {
  readonly excluded: number;
  readonly remaining: number;
}

/** Counts what became of the lives that were simulated for a cohort; each is counted at the first step that excludes it. */
export class Flow {
  /** Lives that fit. */
  members = 0;
  /** Slots at which no attempt gave a member. */
  slotsWithout = 0;
  readonly #cohort: Cohort;
  readonly #excluded = new Map<string, number>();

  constructor(cohort: Cohort) {
    this.#cohort = cohort;
  }

  /** Lives that were simulated to their end. */
  get lives(): number {
    return this.members + [...this.#excluded.values()].reduce((sum, lives) => sum + lives, 0);
  }

  get rows(): readonly FlowRow[] {
    let remaining = this.lives;
    return this.#cohort.steps.map((step) => {
      const excluded = this.#excluded.get(step.key) ?? 0;
      remaining -= excluded;
      return { ...step, excluded, remaining };
    });
  }

  add(result: LifeResult): void {
    if (result.kind === 'fault') return;
    if (result.kind === 'life') this.members++;
    else this.slotsWithout++;
    for (const [key, lives] of result.refusals) this.#excluded.set(key, (this.#excluded.get(key) ?? 0) + lives);
  }
}
