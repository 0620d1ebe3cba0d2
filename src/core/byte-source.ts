import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError, ExitCode } from './app-error.ts';
import { ReadFault } from './read-fault.ts';

/** Where bytes come from. */
export interface ByteSource {
  /** What messages call it. */
  readonly file: string;
  /** Whether `chunks` can be called again. */
  readonly isRepeatable: boolean;
  /** The bytes in pieces, each valid until the next is asked for; `onRead` is told the bytes that each took to read. */
  chunks(onRead?: (bytes: number) => void): AsyncIterable<Uint8Array>;
}

const CHUNK = 1 << 20;

/** A file, unpacked if it is packed by gzip. `file` is what messages call it, the path when left out. */
export function fileSource(path: string, file = path): ByteSource {
  return {
    file,
    isRepeatable: true,
    chunks: (onRead) => unpacked(file, () => fileChunks(path, onRead)),
  };
}

/** What comes from elsewhere, such as standard input, and can be read once; unpacked if it is packed by gzip. */
export function streamSource(stream: AsyncIterable<Uint8Array>, file: string): ByteSource {
  return {
    file,
    isRepeatable: false,
    chunks: (onRead) => unpacked(file, () => streamChunks(stream, onRead)),
  };
}

async function* fileChunks(path: string, onRead?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const handle = await guard(path, () => open(path, 'r'));
  try {
    let chunk = Buffer.allocUnsafeSlow(CHUNK);
    let isPacked: boolean | undefined;
    for (;;) {
      const { bytesRead } = await guard(path, () => handle.read(chunk, 0, CHUNK));
      if (bytesRead === 0) return;
      onRead?.(bytesRead);
      isPacked ??= beginsPacked(chunk.subarray(0, bytesRead));
      yield chunk.subarray(0, bytesRead);
      // What unpacks reads ahead, and so needs each piece in memory of its own.
      if (isPacked) chunk = Buffer.allocUnsafeSlow(CHUNK);
    }
  } finally {
    await handle.close();
  }
}

/** Whether bytes begin as gzip does. */
function beginsPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && (bytes.length === 1 || bytes[1] === 0x8b);
}

async function* streamChunks(
  stream: AsyncIterable<Uint8Array>,
  onRead?: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    onRead?.(chunk.length);
    if (chunk.length > 0) yield chunk;
  }
}

/** The bytes as they are, or what they unpack to when they begin as gzip does. */
async function* unpacked(file: string, chunks: () => AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const packed = chunks();
  const first = await packed.next();
  const begin = first.value as Uint8Array | undefined;
  const isPacked = begin !== undefined && beginsPacked(begin);
  if (!isPacked && begin !== undefined && begin.length > 0 && file.endsWith('.gz')) {
    await packed.return(undefined);
    throw new ReadFault(file, undefined, 'it is not packed by gzip, as its name says');
  }
  const all = preceded(begin, packed);
  yield* isPacked ? gunzip(file, all) : all;
}

async function* preceded(first: Uint8Array | undefined, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first !== undefined) yield first;
    yield* rest;
  } finally {
    // Whoever stops at the first piece has not begun with the rest, which would leave its file open.
    await rest.return(undefined);
  }
}

async function* gunzip(file: string, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const from = Readable.from(packed, { objectMode: false });
  const to = createGunzip({ chunkSize: CHUNK >> 2 });
  from.on('error', (error) => to.destroy(error));
  try {
    for await (const chunk of from.pipe(to)) yield chunk as Uint8Array;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') throw new ReadFault(file, undefined, CUT_OFF_GZIP);
    if (code?.startsWith('Z_'))
      throw new ReadFault(file, undefined, `gzip cannot unpack it: ${(error as Error).message}`);
    throw error;
  } finally {
    from.destroy();
  }
}

const CUT_OFF_GZIP = 'its gzip data end too early: is it cut off?';

async function guard<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw readError(path, error);
  }
}

/** What to say when the system does not let a file or folder be read; the error itself when it is none of the system's. */
export function readError(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const what =
    code === 'ENOENT'
      ? 'it does not exist'
      : code === 'EACCES'
        ? 'permission was denied'
        : code === 'EISDIR'
          ? 'it is a folder'
          : code;
  const exit = code === 'ENOENT' ? ExitCode.usage : ExitCode.environment;
  return new AppError(exit, `cannot read ${path}: ${what}`, { cause: error });
}
