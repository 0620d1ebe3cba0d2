import { ByteScanner } from './byte-scanner.ts';
import { ReadFault } from './read-fault.ts';

/** As much of a first line is looked at. */
const MOST_LOOKED_AT = 1 << 24;

/** Guesses whether bytes are one JSON document, or lines of JSON: a whole object on the first line, and more behind it. */
export async function guessForm(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ form: 'document' | 'lines'; all: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const begin: Uint8Array[] = [];
  let size = 0;
  let form: 'document' | 'lines' | undefined;
  while (form === undefined && size < MOST_LOOKED_AT) {
    const next = await iterator.next();
    if (next.done === true) break;
    begin.push(Buffer.from(next.value));
    size += next.value.length;
    form = formOf(begin);
  }
  return { form: form ?? 'document', all: continued(begin, iterator) };
}

async function* continued(begin: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* begin;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** Undefined when there is too little to tell. */
function formOf(begin: readonly Uint8Array[]): 'document' | 'lines' | undefined {
  if (begin.at(-1)?.includes(0x0a) !== true && begin.every((chunk) => !chunk.includes(0x0a))) return undefined;
  const bytes = Buffer.concat(begin);
  const end = bytes.indexOf(0x0a);
  if (!isObject(bytes.subarray(0, end))) return 'document';
  return bytes.subarray(end + 1).some((byte) => byte > 0x20) ? 'lines' : undefined;
}

function isObject(line: Uint8Array): boolean {
  const scanner = new ByteScanner('', Number.POSITIVE_INFINITY);
  try {
    for (const found of scanner.push(line)) if ('asOne' in found) found.asOne();
    scanner.finish();
    return true;
  } catch (error) {
    if (error instanceof ReadFault) return false;
    throw error;
  }
}
