import { type Code, isKnownSystem, systemUri } from '../../core/code.ts';
import { fhirCode, fhirText, fhirUri } from '../chart/text.ts';
import type { Notes } from '../notes.ts';
import type { CodingView, ConceptView } from './parts.ts';

/** Codes come from modules, so there are few; a life that makes codes of its own must not fill the memory. */
const CAPACITY = 20_000;

/**
 * The views of codes, made once for each code object. They remember their JSON, which is what makes writing a coding cheap;
 * so they must not be changed.
 */
export class Concepts {
  readonly #codings = new Map<Code, CodingView>();
  readonly #concepts = new Map<Code, ConceptView>();
  readonly #notes: Notes;

  /** `notes` are told about codings that could not be written as they are. */
  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** The concept that `codes` say; undefined when none of them can be written. */
  of(codes: readonly Code[]): ConceptView | undefined {
    const first = codes[0];
    if (first === undefined) return undefined;
    if (codes.length > 1) return this.#make(codes);
    let view = this.#concepts.get(first);
    if (view === undefined) {
      view = this.#make(codes);
      if (view === undefined) return undefined;
      if (this.#concepts.size >= CAPACITY) this.#concepts.clear();
      this.#concepts.set(first, view);
    }
    return view;
  }

  /** One concept a code: several reasons, several activities. */
  each(codes: readonly Code[]): ConceptView[] {
    const views: ConceptView[] = [];
    for (const code of codes) {
      const view = this.of([code]);
      if (view !== undefined) views.push(view);
    }
    return views;
  }

  /** The coding of a code, as it is; its code may be empty. */
  coding(code: Code): CodingView {
    let view = this.#codings.get(code);
    if (view === undefined) {
      view = this.#coding(code);
      if (this.#codings.size >= CAPACITY) this.#codings.clear();
      this.#codings.set(code, view);
    }
    return view;
  }

  #make(codes: readonly Code[]): ConceptView | undefined {
    const codings = codes.map((code) => this.coding(code)).filter((coding) => coding.code !== '');
    const text = fhirText(codes[0]?.display) ?? codings[0]?.code;
    if (text === undefined) this.#notes.once('concept without code or words left out');
    return text === undefined ? undefined : { written: '', codings, text };
  }

  #coding(code: Code): CodingView {
    const uri = fhirUri(systemUri(code.system));
    // FHIR wants an absolute URI; a bare name would be an error, no system at all is not.
    const isAbsolute = uri !== undefined && isKnownSystem(uri);
    if (!isAbsolute) this.#notes.once(`coding of unknown system "${code.system}" written without system`);
    return {
      written: '',
      system: isAbsolute ? uri : undefined,
      version: fhirText(code.version),
      code: fhirCode(code.code) ?? '',
      display: fhirText(code.display),
    };
  }
}
