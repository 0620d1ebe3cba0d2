import type { Key } from './random/keys.ts';
import { threefry20 } from './random/threefry.ts';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Makes ids: UUIDs of version 8 (RFC 9562) that are the cipher of what they name, never drawn or counted globally.
 * Adding a module therefore renumbers nothing.
 */
export class IdMaker {
  readonly #key: Key;
  readonly #out = new Int32Array(4);

  constructor(key: Key) {
    this.#key = key;
  }

  /** The id of the `k`-th thing made by visit number `visit` of a state (or by a process's own counter). */
  id(stream: number, state: number, visit: number, k: number): string {
    const out = this.#out;
    threefry20(this.#key, stream, state, visit, k, out);
    const a = out[0] as number;
    const b = ((out[1] as number) & 0xffff0fff) | 0x00008000;
    const c = ((out[2] as number) & 0x3fffffff) | 0x80000000;
    const d = out[3] as number;
    return `${hex16(a >>> 16)}${hex16(a)}-${hex16(b >>> 16)}-${hex16(b)}-${hex16(c >>> 16)}-${hex16(c)}${hex16(d >>> 16)}${hex16(d)}`;
  }
}

function hex16(word: number): string {
  return (HEX[(word >>> 8) & 0xff] as string) + (HEX[word & 0xff] as string);
}
