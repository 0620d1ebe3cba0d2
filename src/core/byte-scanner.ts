import { type Place, ReadFault } from './read-fault.ts';
import { ValueSpan } from './value-span.ts';

/** A value that the scanner has come upon. Its bytes are valid until the scanner goes on. */
export interface ScannedValue {
  /** The member of the root that it is the value of, or stands in the list of. */
  readonly key: string;
  /** Its place in that list; -1 when it is the member's value itself. */
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly place: Place;
  /** Members of objects in it, counting one that is written twice twice. */
  readonly members: number;
  /** How deep lists and objects are nested in it. */
  readonly depth: number;
}

/** A list begins that is a member of the root; `asOne` gives it as one value, instead of its items one at a time. */
export interface ScannedList {
  readonly key: string;
  asOne(): void;
}

type State = 'start' | 'first-key' | 'key' | 'colon' | 'value' | 'comma' | 'first-item' | 'item' | 'item-comma' | 'end';

type Target = 'key' | 'member' | 'item';

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const MARK = [0xef, 0xbb, 0xbf] as const;

const EXPECTED: Readonly<Record<State, string>> = {
  start: 'this is no JSON: an object is expected',
  'first-key': 'the name of a member or } is expected',
  key: 'the name of a member is expected',
  colon: ': is expected',
  value: 'a value is expected',
  comma: ', or } is expected',
  'first-item': 'a value or ] is expected',
  item: 'a value is expected',
  'item-comma': ', or ] is expected',
  end: 'the file goes on after the end of its object',
};

/**
 * Takes a JSON object apart that comes in pieces of bytes: the values of its members, and the items of those that are lists one by one.
 * Holds one value at a time. The grammar between values is judged here, that inside of them by whoever parses them.
 */
export class ByteScanner {
  readonly #file: string;
  readonly #limit: number;
  readonly #span = new ValueSpan();
  #state: State = 'start';
  #target: Target | undefined;
  #isBare = false;
  #key = '';
  #index = -1;
  #marks = 0;
  /** Bytes before the piece at hand. */
  #base = 0;
  #line = 1;
  #lineStart = 0;
  #place: Place = { offset: 0, line: 1, column: 1 };
  /** What earlier pieces hold of the value at hand. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  /** `limit`: the most bytes of one value. */
  constructor(file: string, limit: number) {
    this.#file = file;
    this.#limit = limit;
  }

  /**
   * What the next bytes bring to an end or begin.
   * @throws ReadFault for what is no JSON object, and a value beyond the limit.
   */
  *push(bytes: Uint8Array): Generator<ScannedValue | ScannedList, void, undefined> {
    let at = 0;
    while (at < bytes.length) {
      if (this.#target !== undefined) {
        const end = this.#endOfValue(bytes, at);
        if (end === -1) {
          this.#hold(bytes.subarray(at));
          break;
        }
        const value = this.#take(bytes.subarray(at, end));
        at = end;
        if (value !== undefined) yield value;
        continue;
      }
      const byte = bytes[at] as number;
      if (byte <= SPACE && this.#skipSpace(byte, at)) at++;
      else if (this.#state === 'start' && byte === MARK[this.#marks]) {
        this.#marks++;
        at++;
      } else if (this.#state === 'value' && byte === OPEN_LIST) {
        let isOne = false;
        yield { key: this.#key, asOne: () => (isOne = true) };
        if (isOne) this.#begin('member', byte, at);
        else {
          this.#state = 'first-item';
          this.#index = -1;
          at++;
        }
      } else at += this.#step(byte, at);
    }
    this.#base += bytes.length;
  }

  /** @throws ReadFault when the object has not come to its end. */
  finish(): void {
    if (this.#state === 'end' && this.#target === undefined) return;
    const place = this.#placeAt(0);
    const isEmpty = this.#state === 'start';
    throw new ReadFault(this.#file, isEmpty ? undefined : place, isEmpty ? 'it is empty' : CUT_OFF);
  }

  /** Takes a byte between values; 1 when it is used up, 0 when it begins a value. */
  #step(byte: number, at: number): 0 | 1 {
    switch (this.#state) {
      case 'start':
        return byte === OPEN_OBJECT ? this.#go('first-key') : this.#refuse(at, byte);
      case 'first-key':
      case 'key':
        if (this.#state === 'first-key' && byte === CLOSE_OBJECT) return this.#go('end');
        if (byte === QUOTE) return this.#begin('key', byte, at);
        return this.#refuse(at);
      case 'colon':
        return this.#expect(byte === COLON, 'value', at);
      case 'value':
        return isValueStart(byte) ? this.#begin('member', byte, at) : this.#refuse(at);
      case 'comma':
        if (byte === CLOSE_OBJECT) return this.#go('end');
        return this.#expect(byte === COMMA, 'key', at);
      case 'first-item':
      case 'item':
        if (this.#state === 'first-item' && byte === CLOSE_LIST) return this.#go('comma');
        return isValueStart(byte) ? this.#begin('item', byte, at) : this.#refuse(at);
      case 'item-comma':
        if (byte === CLOSE_LIST) return this.#go('comma');
        return this.#expect(byte === COMMA, 'item', at);
      case 'end':
        return this.#refuse(at);
    }
  }

  #go(state: State): 1 {
    this.#state = state;
    return 1;
  }

  #expect(isThere: boolean, next: State, at: number): 1 {
    return isThere ? this.#go(next) : this.#refuse(at);
  }

  #refuse(at: number, byte?: number): never {
    const isList = this.#state === 'start' && byte === OPEN_LIST;
    const what = isList ? 'it holds a JSON list, where FHIR has one object' : EXPECTED[this.#state];
    throw new ReadFault(this.#file, this.#placeAt(at), what);
  }

  #skipSpace(byte: number, at: number): boolean {
    if (byte === LINE_FEED) {
      this.#line++;
      this.#lineStart = this.#base + at + 1;
    }
    return byte === LINE_FEED || byte === SPACE || byte === 0x09 || byte === 0x0d;
  }

  #begin(target: Target, byte: number, at: number): 0 {
    if (target === 'item') this.#index++;
    else this.#index = -1;
    this.#target = target;
    this.#isBare = byte !== QUOTE && byte !== OPEN_LIST && byte !== OPEN_OBJECT;
    this.#place = this.#placeAt(at);
    this.#held = [];
    this.#heldBytes = 0;
    this.#span.begin();
    return 0;
  }

  #endOfValue(bytes: Uint8Array, at: number): number {
    if (this.#isBare) return endOfBare(bytes, at);
    const before = this.#span.lines;
    const end = this.#span.end(bytes, at);
    if (this.#span.lines !== before) {
      this.#line += this.#span.lines - before;
      this.#lineStart = this.#base + this.#span.lineStart;
    }
    return end;
  }

  /** Keeps a copy: what brought the piece may write the next over it. */
  #hold(piece: Uint8Array): void {
    this.#guard(piece.length);
    this.#held.push(Buffer.from(piece));
    this.#heldBytes += piece.length;
  }

  #guard(more: number): void {
    if (this.#heldBytes + more <= this.#limit) return;
    const what = `one value is longer than ${this.#limit} bytes, which is the most that is read of one`;
    throw new ReadFault(this.#file, this.#place, what);
  }

  #take(last: Uint8Array): ScannedValue | undefined {
    this.#guard(last.length);
    const bytes = this.#held.length === 0 ? last : Buffer.concat([...this.#held, last]);
    const { members, deepest } = this.#span;
    const target = this.#target;
    this.#target = undefined;
    this.#held = [];
    if (target === 'key') {
      this.#key = this.#readKey(bytes);
      this.#state = 'colon';
      return undefined;
    }
    this.#state = target === 'item' ? 'item-comma' : 'comma';
    const [key, index, place] = [this.#key, this.#index, this.#place];
    return { key, index, bytes, place, members, depth: deepest };
  }

  #readKey(bytes: Uint8Array): string {
    try {
      return JSON.parse(Buffer.from(bytes).toString('utf8')) as string;
    } catch {
      throw new ReadFault(this.#file, this.#place, 'this name of a member is no JSON string');
    }
  }

  #placeAt(at: number): Place {
    const offset = this.#base + at;
    return { offset, line: this.#line, column: offset - this.#lineStart + 1 };
  }
}

/** What is said of a file that ends too early. */
export const CUT_OFF = 'the file ends in the middle of its JSON: is it cut off?';

function isValueStart(byte: number): boolean {
  return byte !== COMMA && byte !== COLON && byte !== CLOSE_LIST && byte !== CLOSE_OBJECT;
}

/** The end of a number or word: where something else begins. */
function endOfBare(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte <= SPACE || byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT) return at;
  }
  return -1;
}
