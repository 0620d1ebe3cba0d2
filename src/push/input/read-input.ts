import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { readPieces } from '../../core/bundle-reader.ts';
import { isResource, type Json } from '../../core/json.ts';
import { ReadFault } from '../../core/read-fault.ts';
import type { ReadPart } from '../../core/read-part.ts';
import type { InputEntry } from './entry.ts';
import type { FoundFile, InputFiles } from './find-files.ts';
import { HashedSource, type ReadFile } from './hashed-source.ts';
import {
  bundleFault,
  type IdChoice,
  type Interpreted,
  interpretEntry,
  interpretResource,
  NotPushable,
} from './interpret.ts';

export interface Input {
  readonly root: string;
  readonly files: readonly ReadFile[];
  readonly entries: readonly InputEntry[];
  /** Files that hold no FHIR, such as a manifest. */
  readonly passedBy: readonly string[];
}

/**
 * Reads what is to be pushed: which resources there are and where they stand, not what they say.
 * @throws AppError, naming file and place, when a file is broken or holds what cannot be pushed: nothing has been sent then.
 */
export async function readInput(
  found: InputFiles,
  ids: IdChoice,
  onFile: (path: string) => void = () => {},
): Promise<Input> {
  const files: ReadFile[] = [];
  const entries: InputEntry[] = [];
  const passedBy: string[] = [];
  const texts = new Texts();
  for (const file of found.files) {
    onFile(file.path);
    const source = new HashedSource(join(found.root, file.path), file.path);
    const inFile = await new FileReader(file, files.length, ids, texts).read(source);
    if (inFile === undefined) passedBy.push(file.path);
    else {
      // One by one: a file may hold more than fit into a call.
      for (const entry of inFile) entries.push(entry);
      files.push(await source.fingerprint());
    }
  }
  return { root: found.root, files, entries, passedBy };
}

/** The digest of the bytes of an entry. */
export function digestOf(bytes: Uint8Array | string): string {
  return shortDigest(createHash('sha256').update(bytes).digest());
}

function shortDigest(digest: Buffer): string {
  return digest.toString('base64url').slice(0, 22);
}

/** Keeps equal texts once: most resources of a patient refer to the same few others. */
class Texts {
  readonly #known = new Map<string, string>();

  once(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, text);
    return text;
  }
}

/** Finds the resources of one file. */
class FileReader {
  readonly #file: FoundFile;
  readonly #number: number;
  readonly #ids: IdChoice;
  readonly #texts: Texts;

  constructor(file: FoundFile, number: number, ids: IdChoice, texts: Texts) {
    this.#file = file;
    this.#number = number;
    this.#ids = ids;
    this.#texts = texts;
  }

  /** Undefined when this is no FHIR, in a file that was not named. */
  async read(source: HashedSource): Promise<InputEntry[] | undefined> {
    const entries: InputEntry[] = [];
    try {
      for await (const piece of readPieces(source)) {
        if (piece.kind === 'bundle') {
          const fault = bundleFault(piece.members);
          if (fault !== undefined) throw this.#refuse('', fault);
        } else if (piece.kind !== 'bundle-end') {
          const entry = piece.kind === 'entry' ? this.#ofBundle(piece) : this.#lone(piece);
          if (entry === 'foreign') return undefined;
          if (entry !== undefined) entries.push(entry);
        }
      }
    } catch (error) {
      if (error instanceof ReadFault) return this.#broken(error);
      throw error;
    }
    const [first] = entries;
    if (first === undefined || this.#file.isLines || first.length > 0) return entries;
    const { bytes, sha256 } = await source.fingerprint();
    return [{ ...first, length: bytes, digest: shortDigest(Buffer.from(sha256, 'hex')) }];
  }

  #ofBundle(part: ReadPart): InputEntry | undefined {
    const place = `/entry/${part.index}`;
    const interpreted = interpretEntry(part.json() as Json, `${this.#file.path}#${place}`, this.#ids);
    if (interpreted instanceof NotPushable) throw this.#refuse(` ${place}`, interpreted);
    return interpreted && this.#entry(interpreted, part);
  }

  #lone(part: ReadPart): InputEntry | 'foreign' | undefined {
    const value = part.json();
    const place = this.#file.isLines ? `:${part.place.line}` : '';
    if (!isResource(value) || value.resourceType === '') {
      const reason = this.#file.isLines ? 'is no FHIR resource' : 'holds no FHIR';
      if (part.index > 0 || this.#file.isNamed)
        throw this.#refuse(place, new NotPushable(reason, 'mend it, or leave it out'));
      return 'foreign';
    }
    if (value.resourceType === 'Bundle') {
      throw this.#refuse(place, new NotPushable('is a bundle on a line', 'put it into a file of its own'));
    }
    const interpreted = interpretResource(value, `${this.#file.path}#${place}`);
    if (interpreted === undefined) return this.#file.isLines ? undefined : 'foreign';
    const entry = this.#entry(interpreted, part);
    // The text of a lone resource is put together anew by the reader: its bytes are the whole file.
    return this.#file.isLines ? entry : { ...entry, length: 0 };
  }

  /** What is no JSON object at all is something else than FHIR; what begins as one and breaks off may be half of a bundle. */
  #broken(fault: ReadFault): undefined {
    const isElse = fault.place?.offset === 0 && !this.#file.isLines && !this.#file.isNamed;
    if (isElse) return undefined;
    const hint = 'the file may be cut off: get it whole, or leave it out (nothing was sent)';
    throw new AppError(ExitCode.usage, fault.message, { hint, cause: fault });
  }

  #refuse(place: string, { reason, hint }: NotPushable): AppError {
    return new AppError(ExitCode.usage, `${this.#file.path}${place} ${reason}`, { hint: `${hint} (nothing was sent)` });
  }

  #entry(interpreted: Interpreted, part: ReadPart): InputEntry {
    const text = part.text();
    return {
      file: this.#number,
      at: part.place.offset,
      length: Buffer.byteLength(text),
      digest: digestOf(text),
      ...interpreted,
      aliases: interpreted.aliases.map((alias) => this.#texts.once(alias)),
      references: interpreted.references.map((reference) => this.#texts.once(reference)),
    };
  }
}
