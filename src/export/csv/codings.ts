import { type Code, systemName } from '../../core/code.ts';
import { fhirCode, fhirText } from '../chart/text.ts';

/** What a row says of codes: the first that can be written, and the words of the first. */
export interface CodedCells {
  /** Short name of the system, such as `SNOMED-CT`; undefined without a code. */
  readonly system: string | undefined;
  readonly code: string | undefined;
  readonly text: string;
}

/** Codes come from modules, so there are few; a life that makes codes of its own must not fill the memory. */
const CAPACITY = 20_000;

/** What rows say of codes, worked out once for each code object. Shared by all patients of a run. */
export class Codings {
  readonly #known = new Map<Code, CodedCells | undefined>();

  /** What `codes` say; undefined when nothing of it can be written. */
  of(codes: readonly Code[]): CodedCells | undefined {
    const first = codes[0];
    return first === undefined || codes.length > 1 ? cellsOf(codes) : this.one(first);
  }

  /** What one code says. */
  one(code: Code): CodedCells | undefined {
    if (this.#known.has(code)) return this.#known.get(code);
    const cells = cellsOf([code]);
    if (this.#known.size >= CAPACITY) this.#known.clear();
    this.#known.set(code, cells);
    return cells;
  }

  /** The first of several reasons that can be written. */
  first(codes: readonly Code[]): CodedCells | undefined {
    for (const code of codes) {
      const cells = this.one(code);
      if (cells !== undefined) return cells;
    }
    return undefined;
  }
}

function cellsOf(codes: readonly Code[]): CodedCells | undefined {
  const usable = codes.find(({ code }) => fhirCode(code) !== undefined);
  const code = usable && fhirCode(usable.code);
  const text = fhirText(codes[0]?.display) ?? code;
  return text === undefined ? undefined : { system: usable && fhirText(systemName(usable.system)), code, text };
}
