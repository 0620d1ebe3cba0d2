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

  /** Sets a module's value, which counts again if it was addressed. */
  set(name: string, module: number, value: number): void {
    const sources = this.#sources.get(name) ?? [];
    this.#sources.set(name, sources);
    const known = sources.find((source) => source.module === module);
    if (known) {
      known.value = value;
      known.addressed = false;
    } else {
      sources.push({ module, value, addressed: false });
    }
  }

  /** The greatest value over the modules, of those not addressed; 0 if none. */
  value(name: string): number {
    return strongest(this.#sources.get(name) ?? [])?.value ?? 0;
  }

  /** The sum over symptoms of their values. */
  total(): number {
    let total = 0;
    for (const sources of this.#sources.values()) total += strongest(sources)?.value ?? 0;
    return total;
  }

  /** Marks the greatest source of all as addressed. */
  addressGreatest(): void {
    let greatest: SymptomSource | undefined;
    for (const sources of this.#sources.values()) {
      const candidate = strongest(sources);
      if (candidate && (!greatest || candidate.value > greatest.value)) greatest = candidate;
    }
    if (greatest) greatest.addressed = true;
  }
}

function strongest(sources: readonly SymptomSource[]): SymptomSource | undefined {
  let best: SymptomSource | undefined;
  for (const source of sources) {
    if (!source.addressed && (!best || source.value > best.value)) best = source;
  }
  return best;
}
