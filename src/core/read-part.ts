import { isUtf8 } from 'node:buffer';
import { MAX_JSON_DEPTH, readJson } from './json-source.ts';
import { type Place, ReadFault } from './read-fault.ts';

/** One entry of a bundle, or one resource. */
export interface ReadPart {
  readonly kind: 'entry' | 'resource';
  /** Place in the list of entries, or among the lines that hold something. */
  readonly index: number;
  /** Where it begins. */
  readonly place: Place;
  /** Members of objects in it, counting one that is written twice twice. */
  readonly members: number;
  /** Bytes of its text. */
  readonly length: number;
  /** The JSON text, as it is written. Valid until the next part is asked for. */
  text(): string;
  /**
   * What the text says.
   * @throws ReadFault when it is no JSON, no UTF-8, or nested deeper than anybody writes.
   */
  json(): unknown;
}

/** What the scanner knows of a part. */
export interface PartBytes {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly place: Place;
  readonly members: number;
  readonly depth: number;
}

/** A part that stands in the file as one piece of text. */
export class TextPart implements ReadPart {
  readonly kind: 'entry' | 'resource';
  readonly index: number;
  readonly place: Place;
  readonly members: number;
  readonly #file: string;
  readonly #bytes: Uint8Array;
  readonly #depth: number;

  constructor(kind: 'entry' | 'resource', file: string, { index, bytes, place, members, depth }: PartBytes) {
    this.kind = kind;
    this.index = index;
    this.place = place;
    this.members = members;
    this.#file = file;
    this.#bytes = bytes;
    this.#depth = depth;
  }

  get length(): number {
    return this.#bytes.length;
  }

  text(): string {
    const bytes = this.#bytes;
    if (!isUtf8(bytes)) throw new ReadFault(this.#file, this.place, 'the text is not UTF-8');
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  }

  json(): unknown {
    if (this.#depth > MAX_JSON_DEPTH) {
      throw new ReadFault(this.#file, this.place, `it is nested more than ${MAX_JSON_DEPTH} levels deep`);
    }
    const text = this.text();
    try {
      return JSON.parse(text);
    } catch {
      throw faultIn(text, this.#file, this.place);
    }
  }
}

/** The first fault of a text that is no JSON, and that begins at `place` of a file. */
export function faultIn(text: string, file: string, place: Place): ReadFault {
  const { message, position } = readJson(text, file).diagnostics.find(({ severity }) => severity === 'error') ?? {
    message: 'this is no JSON',
    position: undefined,
  };
  const { line, column } = position ?? { line: 1, column: 1 };
  const lines = text.split('\n', line);
  const before = lines.slice(0, -1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  const inLine = Buffer.byteLength((lines.at(-1) ?? '').slice(0, column - 1));
  return new ReadFault(
    file,
    {
      offset: place.offset + Buffer.byteLength(text.slice(0, before)),
      line: place.line + line - 1,
      column: (line === 1 ? place.column : 1) + inLine,
    },
    message,
  );
}
