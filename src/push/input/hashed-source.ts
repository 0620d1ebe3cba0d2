import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type ByteSource, readError } from '../../core/byte-source.ts';

const CHUNK = 1 << 20;

/** A file that tells, when it was read to its end, what it was: chunks and plans refer to its bytes, which so are taken as they are. */
export class HashedSource implements ByteSource {
  readonly file: string;
  readonly isRepeatable = true;
  readonly #path: string;
  #bytes = 0;
  #sha256: string | undefined;

  /** `file` is what messages and plans call it. */
  constructor(path: string, file: string) {
    this.#path = path;
    this.file = file;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let bytes = 0;
    const handle = await this.#guard(() => open(this.#path, 'r'));
    try {
      for (;;) {
        const chunk = Buffer.allocUnsafeSlow(CHUNK);
        const { bytesRead } = await this.#guard(() => handle.read(chunk, 0, CHUNK));
        if (bytesRead === 0) break;
        bytes += bytesRead;
        hash.update(chunk.subarray(0, bytesRead));
        yield chunk.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
    this.#bytes = bytes;
    this.#sha256 = hash.digest('hex');
  }

  /** Reads it for what it is alone. */
  async fingerprint(): Promise<ReadFile> {
    if (this.#sha256 === undefined) for await (const _ of this.chunks());
    return { path: this.file, bytes: this.#bytes, sha256: this.#sha256 ?? '' };
  }

  async #guard<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw readError(this.#path, error);
    }
  }
}

/** A file that was read, and what it was when it was. */
export interface ReadFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}
