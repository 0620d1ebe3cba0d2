import type { Key } from './random/keys.ts';
import { threefry20 } from './random/threefry.ts';

const HEX_DIGITS = Buffer.from('0123456789abcdef', 'latin1');
const DASH = 0x2d;
const LENGTH = 36;

/**
 * Makes ids: UUIDs of version 8 (RFC 9562) that are the cipher of what they name, never drawn or counted globally.
 * Adding a module therefore renumbers nothing.
 */
export class IdMaker {
  readonly #key: Key;
  readonly #cipher = new IdCipher();

  constructor(key: Key) {
    this.#key = key;
  }

  /** The id of the `k`-th thing made by visit number `visit` of a state (or by a process's own counter). */
  id(stream: number, state: number, visit: number, k: number): string {
    return this.#cipher.id(this.#key, stream, state, visit, k);
  }
}

/** The same under many keys, for those who make one id of each life: buffers cost more than what is written to them. */
export class IdCipher {
  readonly #out = new Int32Array(4);
  readonly #text = Buffer.alloc(LENGTH, DASH);

  id(key: Key, stream: number, state: number, visit: number, k: number): string {
    const out = this.#out;
    threefry20(key, stream, state, visit, k, out);
    const text = this.#text;
    const version = ((out[1] as number) & 0xffff0fff) | 0x00008000;
    const variant = ((out[2] as number) & 0x3fffffff) | 0x80000000;
    // Written into one buffer, because joining nine pieces of text costs more than all the rest.
    putHex(text, 0, out[0] as number, 28, 0);
    putHex(text, 9, version, 28, 16);
    putHex(text, 14, version, 12, 0);
    putHex(text, 19, variant, 28, 16);
    putHex(text, 24, variant, 12, 0);
    putHex(text, 28, out[3] as number, 28, 0);
    return text.toString('latin1');
  }
}

/** Writes the hexadecimal digits of the bits of `word` from the nibble at `high` down to the one at `low`. */
function putHex(text: Buffer, at: number, word: number, high: number, low: number): void {
  let position = at;
  for (let shift = high; shift >= low; shift -= 4) {
    text[position++] = HEX_DIGITS[(word >>> shift) & 15] as number;
  }
}
