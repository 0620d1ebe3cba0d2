import type { FilePiece } from '../core/bundle-reader.ts';
import type { BundleEnd, BundleHead } from '../core/document-root.ts';
import { isResource, type Json, type JsonObject, textOf } from '../core/json.ts';
import { ReadFault } from '../core/read-fault.ts';
import type { ReadPart } from '../core/read-part.ts';
import { type DocumentHost, DocumentJudge, type Taken } from './document-judge.ts';
import type { Scope } from './scope.ts';

/** Told what a source holds beside resources. */
export interface SourceListener {
  fault(fault: ReadFault): void;
  notFhir(line: number | undefined): void;
}

/** Bundles of up to so many bytes are taken in wholly before they are judged. */
const MOST_TAKEN_IN = 32_000_000;

/** A file of one resource a line whose name says the type: `Patient.ndjson`, `Patient.001.ndjson.gz`. */
const TYPED_LINES = /(?:^|[/\\])([A-Z][A-Za-z]+)(?:[._-]\d+)?\.(?:ndjson|jsonl)(?:\.gz)?$/;

/** Judges what a reader brings of a source, piece by piece. */
export class SourceJudge {
  readonly #file: string;
  readonly #scope: Scope;
  readonly #host: DocumentHost;
  readonly #listener: SourceListener;
  readonly #isLines: boolean;
  readonly #lineType: string | undefined;
  #judge: DocumentJudge | undefined;
  /** Undefined when parts are judged as they come. */
  #waiting: Taken[] | undefined;
  #bytes = 0;

  constructor(file: string, scope: Scope, host: DocumentHost, listener: SourceListener) {
    this.#file = file;
    this.#scope = scope;
    this.#host = host;
    this.#listener = listener;
    this.#isLines = /\.(ndjson|jsonl)(\.gz)?$/.test(file);
    this.#lineType = TYPED_LINES.exec(file)?.[1];
  }

  get hasPatient(): boolean {
    return this.#judge?.hasPatient ?? false;
  }

  take(piece: FilePiece): void {
    if (piece.kind === 'bundle') this.#begin(piece);
    else if (piece.kind === 'bundle-end') this.#end(piece);
    else {
      try {
        this.#part(piece);
      } catch (error) {
        if (!(error instanceof ReadFault)) throw error;
        this.#listener.fault(error);
      }
    }
  }

  /** Judges what is left, after the last piece or a fault that cut the source off. */
  finish(): void {
    this.#flush();
    this.#judge?.finish();
  }

  #begin({ members }: BundleHead): void {
    const type = textOf((members as JsonObject)['type']);
    this.#judge = new DocumentJudge(this.#file, this.#scope, this.#host, true, type);
    this.#waiting = [];
  }

  #part(part: ReadPart): void {
    const json = part.json() as Json;
    // The first line of a file says no more than the file, unless every line is something of its own.
    const line = this.#isLines || part.place.line > 1 ? part.place.line : undefined;
    if (part.kind === 'entry') {
      const taken = this.#judge?.takeEntry(json, part.index, line, part.members);
      this.#add(taken, part.length);
      return;
    }
    if (!isResource(json)) {
      this.#listener.notFhir(line);
      return;
    }
    this.#judge ??= new DocumentJudge(this.#file, this.#scope, this.#host, false);
    const taken = this.#judge.takeResource(json, line, part.members);
    if (this.#lineType !== undefined && this.#lineType !== json.resourceType) this.#tellMixed(taken);
    this.#judge.judge(taken);
  }

  #add(taken: Taken | undefined, length: number): void {
    if (taken === undefined) return;
    if (this.#waiting === undefined) {
      this.#judge?.judge(taken);
      return;
    }
    this.#waiting.push(taken);
    this.#bytes += length;
    if (this.#bytes <= MOST_TAKEN_IN) return;
    this.#judge?.forget();
    this.#flush();
  }

  #flush(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const taken of waiting) this.#judge?.judge(taken);
  }

  #end({ members, repeated }: BundleEnd): void {
    const judge = this.#judge;
    if (judge === undefined) return;
    judge.judgeRoot(members as JsonObject, undefined);
    const site = { line: undefined, root: 'Bundle', name: 'Bundle' };
    for (const key of repeated) {
      const message = `the member "${key}" is written twice; the last one counts`;
      this.#host.tell(this.#file, site, 'member-duplicate', key, message);
    }
    if (judge.document.bundleType === undefined && members['type'] !== undefined) {
      const message = 'its type comes after its entries: what it asks of them was not judged';
      this.#host.tell(this.#file, site, 'not-judged', 'type', message);
    }
  }

  #tellMixed({ placed }: Taken): void {
    const message = `a file named for ${this.#lineType} holds nothing else, and this is a ${placed.resource.resourceType}`;
    this.#host.tell(this.#file, placed, 'type-mixed', 'resourceType', message);
  }
}
