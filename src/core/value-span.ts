const OTHER = 0;
const QUOTE = 1;
const OPEN = 2;
const CLOSE = 3;
const COLON = 4;
const LINE = 5;

const CLASS = new Uint8Array(256);
CLASS[0x22] = QUOTE;
CLASS[0x5b] = OPEN;
CLASS[0x7b] = OPEN;
CLASS[0x5d] = CLOSE;
CLASS[0x7d] = CLOSE;
CLASS[0x3a] = COLON;
CLASS[0x0a] = LINE;

const BACKSLASH = 0x5c;
const DOUBLE_QUOTE = 0x22;

/**
 * Finds the end of a JSON string, object or list in bytes that come piece by piece. Looks at brackets and quotes only: whoever parses
 * the bytes will see what else is wrong with them. Bytes of UTF-8 beyond ASCII are never taken for either.
 */
export class ValueSpan {
  /** Members of objects, however deep, a member written twice counted twice. */
  members = 0;
  /** The deepest nesting. */
  deepest = 0;
  /** Line feeds outside of strings. */
  lines = 0;
  /** Place after the last of them in the bytes last given; -1 when there was none. */
  lineStart = -1;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;

  /** Begins a value; its first byte is to come. */
  begin(): void {
    this.members = 0;
    this.deepest = 0;
    this.lines = 0;
    this.#depth = 0;
    this.#isInString = false;
    this.#isEscaped = false;
  }

  /** The place after the value's end; -1 when these bytes do not hold it. */
  end(bytes: Uint8Array, from: number): number {
    let { members, deepest, lines } = this;
    let depth = this.#depth;
    let lineStart = -1;
    let at = this.#isInString ? this.#string(bytes, from) : from;
    let isDone = at !== -1 && at !== from && depth === 0;
    while (at !== -1 && at < bytes.length && !isDone) {
      const kind = CLASS[bytes[at++] as number] as number;
      if (kind === OTHER) continue;
      if (kind === QUOTE) {
        at = this.#string(bytes, at);
        isDone = at !== -1 && depth === 0;
      } else if (kind === OPEN) {
        depth++;
        if (depth > deepest) deepest = depth;
      } else if (kind === CLOSE) {
        depth--;
        isDone = depth <= 0;
      } else if (kind === COLON) members++;
      else {
        lines++;
        lineStart = at;
      }
    }
    this.members = members;
    this.deepest = deepest;
    this.lines = lines;
    this.lineStart = lineStart;
    this.#depth = depth;
    return isDone ? at : -1;
  }

  /** The place after the closing quote; -1 when the string goes on beyond these bytes. */
  #string(bytes: Uint8Array, from: number): number {
    let at = from;
    if (this.#isEscaped && at < bytes.length) {
      at++;
      this.#isEscaped = false;
    }
    while (at < bytes.length) {
      const byte = bytes[at++];
      if (byte === DOUBLE_QUOTE) {
        this.#isInString = false;
        return at;
      }
      if (byte === BACKSLASH) {
        if (at < bytes.length) at++;
        else this.#isEscaped = true;
      }
    }
    this.#isInString = true;
    return -1;
  }
}
