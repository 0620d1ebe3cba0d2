import { AppError, ExitCode } from '../../core/app-error.ts';
import type { ExportOptions } from '../exporter.ts';
import { ByteBuffer } from './byte-buffer.ts';
import { type DividedEntry, divide, type Limits, type TooLarge } from './divide.ts';
import { type Entries, entriesOf, type KnownBy } from './entry-form.ts';

/** What takes resources, given as JSON. */
export interface ResourceSink {
  add(type: string, id: string, resource: string, knownBy?: KnownBy): void;
}

/** Of what form bundles are, and how large they may be. */
export type BundleOptions = Pick<ExportOptions, 'bundle' | 'ids' | 'maxEntries' | 'maxBytes'>;

/** One of the bundles that a bundle was divided into; `number` counts from 1. */
export interface BundlePart {
  /** Valid until the next part is made. */
  readonly bytes: Uint8Array;
  readonly number: number;
  readonly of: number;
}

/** An entry of the bundle in hand. */
interface Mark {
  /** By what others refer to it. */
  readonly key: string;
  /** Where it ends in the bytes. */
  readonly end: number;
}

const SEPARATOR = ',\n';
const TAIL = '\n]}\n';

/** Puts bundles together, one after the other, and divides those that are larger than allowed. */
export class BundleWriter implements ResourceSink {
  readonly #out = new ByteBuffer();
  readonly #form: Entries;
  readonly #empty: string;
  readonly #head: string;
  readonly #limits: Limits;
  /** What dividing needs; undefined where there is no limit. */
  readonly #marks: Mark[] | undefined;
  #entries = 0;

  constructor(options: BundleOptions) {
    const { bundle, maxEntries = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY } = options;
    this.#form = entriesOf(options);
    this.#empty = `{"resourceType":"Bundle","type":"${bundle}"`;
    this.#head = `${this.#empty},"entry":[\n`;
    this.#limits = {
      maxEntries,
      maxBytes,
      frame: this.#head.length + TAIL.length,
      separator: SEPARATOR.length,
    };
    this.#marks = Number.isFinite(Math.min(maxEntries, maxBytes)) ? [] : undefined;
  }

  get entries(): number {
    return this.#entries;
  }

  begin(): void {
    this.#out.clear();
    this.#entries = 0;
    if (this.#marks) this.#marks.length = 0;
  }

  /** Adds a resource, given as JSON; a server that gives ids looks first for one that it knows by `knownBy`. */
  add(type: string, id: string, resource: string, knownBy?: KnownBy): void {
    const before = this.#entries++ === 0 ? this.#head : SEPARATOR;
    this.#out.text(before + this.#form.entry(type, id, resource, knownBy));
    this.#marks?.push({ key: this.#form.key(type, id), end: this.#out.length });
  }

  /** Completes the bundle; its bytes are valid until the next `begin`. */
  end(): Uint8Array {
    this.#out.text(this.#entries === 0 ? `${this.#empty}}\n` : TAIL);
    return this.#out.view();
  }

  /**
   * The completed bundle in as many parts as the limits ask for. References of a part point into it or into one before.
   * @throws AppError when there is no such division.
   */
  *parts(): Generator<BundlePart> {
    const whole = this.#out.view();
    const { maxEntries, maxBytes } = this.#limits;
    if (this.#marks === undefined || (this.#entries <= maxEntries && whole.length <= maxBytes)) {
      yield { bytes: whole, number: 1, of: 1 };
      return;
    }
    const entries = this.#divisible(this.#marks);
    const division = divide(entries, this.#limits);
    if ('bytes' in division) throw refusal(division, this.#limits);
    for (const [i, members] of division.parts.entries()) {
      const texts = members.map((member) => entries[member]?.json);
      const bytes = Buffer.from(`${this.#head}${texts.join(SEPARATOR)}${TAIL}`);
      yield { bytes, number: i + 1, of: division.parts.length };
    }
  }

  #divisible(marks: readonly Mark[]): DividedEntry[] {
    let begin = this.#head.length;
    return marks.map(({ key, end }) => {
      const bytes = this.#out.view().subarray(begin, end);
      begin = end + SEPARATOR.length;
      return { key, json: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString() };
    });
  }
}

function refusal({ keys, bytes }: TooLarge, { maxEntries, maxBytes }: Limits): AppError {
  const [first = '', ...rest] = keys;
  const names = rest.length === 0 ? first : `${first} and ${rest.length} more that refer to each other`;
  const limit = keys.length > maxEntries ? `--max-entries ${maxEntries}` : `--max-bytes ${maxBytes}`;
  const size = keys.length > maxEntries ? `${keys.length} entries` : `${bytes} bytes in a bundle of their own`;
  const hint = keys.length > maxEntries ? 'allow more entries' : `allow ${bytes} bytes or more`;
  return new AppError(ExitCode.usage, `${names} cannot be divided and take ${size}, more than ${limit}`, { hint });
}
