import type { ExportContext } from '../../export/exporter.ts';
import type { Guide } from '../../reference/guides.ts';
import { type ValidationReport, ValidationSession } from '../../validate/session.ts';

export type JudgeMode = 'full' | 'sample' | 'off';

/** Of the patients, `sample` judges those in slots that are multiples of this. */
const SAMPLE_EVERY = 20;

/** Judges documents before they are written: all, some patients, or none. */
export class Judge {
  /** What exporters show their documents to; undefined when none is judged. */
  readonly inspect: ExportContext['inspect'];
  readonly #mode: JudgeMode;
  readonly #profile: Guide | 'none';
  #session: ValidationSession | undefined;
  #isListening = true;

  /** `profile`: the guide whose profiles the documents claim; none: they are judged by plain R4. */
  constructor(mode: JudgeMode, profile: Guide | 'none') {
    this.#mode = mode;
    this.#profile = profile;
    this.inspect = mode === 'off' ? undefined : (path, bytes) => this.#inspect(path, bytes);
  }

  /** The documents that come now are about the life in this slot; the choice does not depend on how the work is divided. */
  beginLife(slot: number): void {
    this.#isListening = this.#mode === 'full' || slot % SAMPLE_EVERY === 0;
  }

  /** The documents that come now are about no single life: all patients lean on them. */
  beginShared(): void {
    this.#isListening = true;
  }

  /** What was found, which is nothing where no document came; undefined when none was to be judged. */
  finish(): ValidationReport | undefined {
    return this.#mode === 'off' ? undefined : this.#begun().finish();
  }

  #inspect(path: string, bytes: Uint8Array): void {
    if (this.#isListening) this.#begun().addFile(path, bytes);
  }

  /** The session, begun when it is first asked for. */
  #begun(): ValidationSession {
    this.#session ??= new ValidationSession({ acrossFiles: false, profile: this.#profile });
    return this.#session;
  }
}
