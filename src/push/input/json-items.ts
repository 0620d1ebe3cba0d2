const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Bytes of a file. */
export interface ByteRange {
  readonly at: number;
  readonly length: number;
}

/** Where the items (objects) of the list at a key of the outermost object stand. `bytes` is JSON: that has been seen before. */
export function itemRanges(bytes: Uint8Array, key: string): ByteRange[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ranges: ByteRange[] = [];
  let depth = 0;
  let isInside = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i];
    if (byte === QUOTE) {
      const end = stringEnd(text, i);
      if (depth === 1 && text.toString('utf8', i + 1, end) === key) isInside ||= listFollows(text, end + 1);
      i = end;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (isInside && depth === 2) start = i;
      depth++;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth--;
      if (isInside && depth === 2) ranges.push({ at: start, length: i + 1 - start });
      if (depth === 1) isInside = false;
    }
  }
  return ranges;
}

/** Where the string that begins at `start` ends: at the next quote that no backslash takes its meaning. */
function stringEnd(text: Buffer, start: number): number {
  for (let end = text.indexOf(QUOTE, start + 1); ; end = text.indexOf(QUOTE, end + 1)) {
    if (end === -1) return text.length;
    let slashes = 0;
    while (text[end - 1 - slashes] === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
}

/** Whether a colon and the begin of a list follow: the string before was a key, then. */
function listFollows(text: Buffer, from: number): boolean {
  const colon = afterBlanks(text, from);
  return text[colon] === COLON && text[afterBlanks(text, colon + 1)] === OPEN_LIST;
}

function afterBlanks(text: Buffer, from: number): number {
  let i = from;
  while (text[i] === 0x20 || text[i] === 0x0a || text[i] === 0x0d || text[i] === 0x09) i++;
  return i;
}
