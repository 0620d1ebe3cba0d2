import { ReadFault } from './read-fault.ts';
import { type ReadPart, TextPart } from './read-part.ts';
import { ValueSpan } from './value-span.ts';

const LINE_FEED = 0x0a;
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Reads a file of one resource a line; lines may end as on any system, be empty, and the last need not end. */
export async function* readLines(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<ReadPart, void, undefined> {
  const lines = new Lines(file, limit);
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      const part = lines.end(chunk.subarray(from, end));
      from = end + 1;
      if (part !== undefined) yield part;
    }
    if (from < chunk.length) lines.hold(chunk.subarray(from));
  }
  const last = lines.last();
  if (last !== undefined) yield last;
}

class Lines {
  readonly #file: string;
  readonly #limit: number;
  readonly #span = new ValueSpan();
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #line = 0;
  #offset = 0;
  #index = 0;

  constructor(file: string, limit: number) {
    this.#file = file;
    this.#limit = limit;
  }

  hold(piece: Uint8Array): void {
    this.#held.push(Buffer.from(piece));
    this.#heldBytes += piece.length;
    if (this.#heldBytes > this.#limit) throw this.#tooLong();
  }

  /** The part on a line whose last piece this is; none on an empty one. */
  end(piece: Uint8Array): ReadPart | undefined {
    const line = this.#held.length === 0 ? piece : Buffer.concat([...this.#held, piece]);
    this.#held = [];
    this.#heldBytes = 0;
    this.#line++;
    const part = this.#part(line);
    this.#offset += line.length + 1;
    return part;
  }

  /** The part on a last line that has no end. */
  last(): ReadPart | undefined {
    if (this.#heldBytes === 0) return undefined;
    return this.end(new Uint8Array());
  }

  #part(line: Uint8Array): ReadPart | undefined {
    const from = startOf(line, this.#line === 1);
    if (from === line.length) return undefined;
    if (line.length > this.#limit) throw this.#tooLong();
    const bytes = line.subarray(from);
    this.#span.begin();
    this.#span.end(bytes, 0);
    const { members, deepest: depth } = this.#span;
    const place = { offset: this.#offset + from, line: this.#line, column: from + 1 };
    return new TextPart('resource', this.#file, { index: this.#index++, bytes, place, members, depth });
  }

  #tooLong(): ReadFault {
    const line = Math.max(1, this.#line + (this.#held.length > 0 ? 1 : 0));
    const what = `the line is longer than ${this.#limit} bytes, which is the most that is read of one`;
    return new ReadFault(this.#file, { offset: this.#offset, line, column: 1 }, what);
  }
}

/** Where the text of a line starts, after a byte order mark and space; its length when it holds nothing. */
function startOf(line: Uint8Array, isFirst: boolean): number {
  let at = isFirst && MARK.equals(line.subarray(0, 3)) ? 3 : 0;
  while (at < line.length && isSpace(line[at])) at++;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
