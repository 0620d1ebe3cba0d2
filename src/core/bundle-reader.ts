import { ByteScanner } from './byte-scanner.ts';
import type { ByteSource } from './byte-source.ts';
import { type BundleEnd, type BundleHead, DocumentRoot } from './document-root.ts';
import { guessForm } from './guess-form.ts';
import { readLines } from './line-reader.ts';
import { type ReadPart, TextPart } from './read-part.ts';

export type FilePiece = BundleHead | BundleEnd | ReadPart;

export interface ReadOptions {
  /** The most bytes of one entry, line or other resource; a hundred million when left out. */
  readonly limit?: number;
  /** Told how many bytes were read, of a packed file as it is packed. */
  readonly onRead?: (bytes: number) => void;
}

/** The most bytes of one entry, line or other resource. */
export const ENTRY_LIMIT = 100_000_000;

/**
 * Reads FHIR JSON of any size, holding one entry or line at a time: a bundle as its head, its entries and its end; another resource as one
 * part; in a file of lines, every line as a part. Names that end in .ndjson, .jsonl or .json say the form; of others it is guessed.
 * The texts of parts are valid until the next piece is asked for.
 * @throws ReadFault where the rest cannot be read any more; faults inside a part are thrown by its `json` alone.
 * @throws AppError when the system does not let the source be read.
 */
export async function* readPieces(
  source: ByteSource,
  options: ReadOptions = {},
): AsyncGenerator<FilePiece, void, undefined> {
  const { limit = ENTRY_LIMIT, onRead } = options;
  const chunks = source.chunks(onRead);
  if (/\.(ndjson|jsonl)(\.gz)?$/.test(source.file)) yield* readLines(source.file, chunks, limit);
  else if (/\.json(\.gz)?$/.test(source.file)) yield* readDocument(source, chunks, limit);
  else {
    const { form, all } = await guessForm(chunks);
    yield* form === 'lines' ? readLines(source.file, all, limit) : readDocument(source, all, limit);
  }
}

async function* readDocument(
  source: ByteSource,
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<FilePiece, void, undefined> {
  const root = new DocumentRoot(source.file, limit);
  const scanner = new ByteScanner(source.file, limit);
  for await (const chunk of chunks) {
    for (const found of scanner.push(chunk)) {
      if ('asOne' in found) {
        if (found.key === 'entry' && (await isBundle(root, source))) yield root.beginEntries();
        else found.asOne();
      } else if (found.index === -1) root.add(found);
      else {
        root.entries++;
        yield new TextPart('entry', source.file, found);
      }
    }
  }
  scanner.finish();
  yield* root.end();
}

/** Looks ahead in the source when what the root is comes after its entries. */
async function isBundle(root: DocumentRoot, source: ByteSource): Promise<boolean> {
  if (!root.has('resourceType') || !root.has('type')) {
    if (source.isRepeatable) await lookAhead(root, source);
    // What holds entries before it says what it is, and cannot be read twice, is taken for a bundle.
    else if (!root.has('resourceType')) return true;
  }
  return root.valueOf('resourceType') === 'Bundle';
}

async function lookAhead(root: DocumentRoot, source: ByteSource): Promise<void> {
  const scanner = new ByteScanner(source.file, Number.POSITIVE_INFINITY);
  for await (const chunk of source.chunks()) {
    for (const found of scanner.push(chunk)) {
      if ('asOne' in found || found.index !== -1) continue;
      if (found.key === 'resourceType' || found.key === 'type') root.foresee(found);
    }
    if (root.has('resourceType') && root.has('type')) return;
  }
}
