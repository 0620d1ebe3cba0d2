/** MurmurHash3 x86 32-bit with seed 0 (Austin Appleby, public domain) over the UTF-8 bytes of `text`, as an unsigned integer. */
export function murmur3(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const blocks = bytes.length & ~3;
  let h = 0;
  for (let i = 0; i < blocks; i += 4) {
    h ^= scramble(at(bytes, i) | (at(bytes, i + 1) << 8) | (at(bytes, i + 2) << 16) | (at(bytes, i + 3) << 24));
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let i = bytes.length - 1; i >= blocks; i--) tail = (tail << 8) | at(bytes, i);
  if (bytes.length > blocks) h ^= scramble(tail);
  h ^= bytes.length;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

function scramble(k: number): number {
  const mixed = Math.imul(k, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}
