/** One module's current value of a symptom. */
interface SymptomSource {
  readonly module: number;
  value: number;
  /** A visit dealt with it: it no longer counts until it is set again. */
  addressed: boolean;
}

/** The symptoms of a person: of each, one current value per module that set it. */
export class Symptoms {
  readonly #sources = new Map<string, SymptomSource[]>();
  #total = 0;

  /** The sum over symptoms of their values. */
  get total(): number {
    return this.#total;
  }

  /** Sets a module's value, which counts again if it was addressed. */
  set(name: string, module: number, value: number): void {
    let sources = this.#sources.get(name);
    if (!sources) {
      sources = [];
      this.#sources.set(name, sources);
    }
    const before = strengthOf(sources);
    const known = sources.find((source) => source.module === module);
    if (known) {
      known.value = value;
      known.addressed = false;
    } else {
      sources.push({ module, value, addressed: false });
    }
    this.#total += strengthOf(sources) - before;
  }

  /** The greatest value over the modules, of those not addressed; 0 if none. */
  value(name: string): number {
    return strengthOf(this.#sources.get(name) ?? []);
  }

  /** Marks the greatest source of all as addressed. */
  addressGreatest(): void {
    let greatest: SymptomSource | undefined;
    let its: readonly SymptomSource[] = [];
    for (const sources of this.#sources.values()) {
      const candidate = strongest(sources);
      if (!candidate || (greatest && candidate.value <= greatest.value)) continue;
      greatest = candidate;
      its = sources;
    }
    if (!greatest) return;
    const before = strengthOf(its);
    greatest.addressed = true;
    this.#total += strengthOf(its) - before;
  }
}

function strengthOf(sources: readonly SymptomSource[]): number {
  return strongest(sources)?.value ?? 0;
}

function strongest(sources: readonly SymptomSource[]): SymptomSource | undefined {
  let best: SymptomSource | undefined;
  for (const source of sources) {
    if (!source.addressed && (!best || source.value > best.value)) best = source;
  }
  return best;
}
