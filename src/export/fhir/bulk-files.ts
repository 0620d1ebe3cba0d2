import type { OutputFile, OutputFolder, WrittenFile } from '../sink.ts';
import type { ResourceSink } from './bundle.ts';

export const NDJSON_FOLDER = 'ndjson';

/** Files of one resource a line, one file a type, named by it; a file is begun when its first resource comes. */
export class BulkFiles implements ResourceSink {
  readonly #out: OutputFolder;
  readonly #files = new Map<string, OutputFile>();

  constructor(out: OutputFolder) {
    this.#out = out;
  }

  add(type: string, _id: string, resource: string): void {
    this.file(type).text(`${resource}\n`);
  }

  /** The file of a type. */
  file(type: string): OutputFile {
    const known = this.#files.get(type);
    if (known) return known;
    const file = this.#out.create(`${NDJSON_FOLDER}/${type}.ndjson`);
    this.#files.set(type, file);
    return file;
  }

  close(): WrittenFile[] {
    return [...this.#files.values()].map((file) => file.close());
  }
}
