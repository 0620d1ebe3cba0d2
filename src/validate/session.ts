import type { ReadOptions } from '../core/bundle-reader.ts';
import { readPieces } from '../core/bundle-reader.ts';
import type { ByteSource } from '../core/byte-source.ts';
import { isResource, type Json, nameOf, textOf } from '../core/json.ts';
import { ReadFault } from '../core/read-fault.ts';
import { faultIn } from '../core/read-part.ts';
import { Document, type Placed } from './document.ts';
import { type DocumentHost, DocumentJudge } from './document-judge.ts';
import type { Finding } from './finding.ts';
import { Findings, type FindingsSummary } from './findings.ts';
import { checkEvent, type Event } from './life-rules.ts';
import { type History, MOST_VALUES } from './plausibility/history.ts';
import { judgeHistory } from './plausibility/judge.ts';
import { PLAUSIBILITY } from './plausibility/rule.ts';
import { QuantityUnits } from './plausibility/units.ts';
import type { OpenReference } from './reference-rules.ts';
import { repeatedMembers } from './repeated-members.ts';
import { ResourceJudge, type ResourceJudgeOptions } from './resource-judge.ts';
import { Scope } from './scope.ts';
import { SourceJudge } from './source-judge.ts';
import { severityOf, type Tell } from './tell.ts';

export interface ValidationOptions extends ResourceJudgeOptions {
  /**
   * Whether resources may refer to those of any other file, and no id may occur in two files. When false, a file with a patient refers
   * to itself and to files without one only, which needs no memory of every id: so are the bundles that this program writes.
   */
  readonly acrossFiles?: boolean;
  /** Whether values and events are judged by what living persons can have. True when left out. */
  readonly plausibility?: boolean;
  /** Judges the resources, with what the other options say of profiles; so it serves several sessions. */
  readonly judge?: ResourceJudge;
  /** Of each rule so many findings are kept, and the rest counted; a hundred when left out. */
  readonly keptPerRule?: number;
}

/** What a validation found over all files. */
export interface ValidationReport extends FindingsSummary {
  readonly files: number;
  readonly resources: number;
}

export interface SourceOptions extends ReadOptions {
  /** How severe it is that a source holds something else than FHIR; a note when left out. */
  readonly foreign?: Finding['severity'];
}

/** So many events are kept whose patient or visit is in a file to come. */
const MOST_HELD_BACK = 1_000_000;

const START = { offset: 0, line: 1, column: 1 };

/**
 * Judges files one after the other: every resource by its definitions, and the integrity of what they say together. References to
 * resources of other files are judged by `finish`.
 */
export class ValidationSession {
  readonly #acrossFiles: boolean;
  readonly #findings: Findings;
  readonly #scope = new Scope();
  readonly #host: DocumentHost;
  readonly #open = new Map<string, OpenReference>();
  readonly #heldBack: Event[] = [];
  readonly #histories: History[] = [];
  readonly #isPlausible: boolean;
  #values = 0;
  /** Names that every file may refer to, where files do not share everything. */
  readonly #shared = new Set<string>();
  /** What the document in hand holds, where files do not share everything. */
  #placed: Placed[] = [];
  #files = 0;
  #resources = 0;
  #notHeldBack = 0;

  constructor(options: ValidationOptions = {}) {
    this.#acrossFiles = options.acrossFiles ?? true;
    this.#isPlausible = options.plausibility ?? true;
    this.#findings = new Findings(options.keptPerRule);
    this.#host = {
      judge: options.judge ?? new ResourceJudge(options),
      tell: this.#tell,
      leaveOpen: (name, reference) => this.#leaveOpen(name, reference),
      holdBack: (event) => this.#holdBack(event),
      holdHistory: this.#isPlausible ? (history) => this.#holdHistory(history) : undefined,
      units: new QuantityUnits(),
      take: (placed) => {
        if (!this.#acrossFiles) this.#placed.push(placed);
      },
      count: () => {
        this.#resources++;
      },
    };
  }

  /** Resources judged so far. */
  get resources(): number {
    return this.#resources;
  }

  /** Judges a file of JSON that is at hand: a bundle or a single resource. The bytes are not kept. */
  addFile(file: string, content: Uint8Array | string): void {
    const text = typeof content === 'string' ? content : decode(content);
    let json: Json;
    try {
      json = JSON.parse(text) as Json;
    } catch {
      this.#files++;
      this.#fault(faultIn(text, file, START));
      return;
    }
    this.#repeated(file, text, json);
    this.addJson(file, json);
  }

  /** Judges a bundle or resource that has been read already. */
  addJson(file: string, json: unknown): void {
    this.#files++;
    const root = json as Json;
    if (!isResource(root)) {
      this.#notFhir(file, undefined);
      return;
    }
    const isBundle = root.resourceType === 'Bundle';
    const judge = new DocumentJudge(file, this.#scope, this.#host, true, isBundle ? textOf(root['type']) : undefined);
    if (isBundle) judge.judgeBundle(root);
    else judge.judge(judge.takeResource(root));
    judge.finish();
    this.#forget(judge);
  }

  /** Judges a file of any size, JSON or a resource a line, packed or not. */
  async addSource(source: ByteSource, { foreign, ...reading }: SourceOptions = {}): Promise<void> {
    this.#files++;
    const judge = new SourceJudge(source.file, this.#scope, this.#host, {
      fault: (fault) => this.#fault(fault),
      notFhir: (line) => this.#notFhir(source.file, line, foreign),
    });
    try {
      for await (const piece of readPieces(source, reading)) judge.take(piece);
    } catch (error) {
      if (!(error instanceof ReadFault)) throw error;
      this.#fault(error);
    }
    judge.finish();
    this.#forget(judge);
  }

  /** Judges what is left open, and gives everything found. */
  finish(): ValidationReport {
    for (const [name, { file, site, path, severity }] of this.#open) {
      const isThere = this.#acrossFiles ? this.#scope.find(name) !== undefined : this.#shared.has(name);
      if (!isThere) this.#tell(file, site, 'reference-unresolved', path, `${name} is in no file`, severity);
    }
    return this.finishAlone();
  }

  /** The same, but what is referred to may be elsewhere. */
  finishAlone(): ValidationReport {
    this.#open.clear();
    const all = new Document('', this.#scope);
    for (const event of this.#heldBack.splice(0)) {
      checkEvent(event, this.#scope, (reference) => all.find(reference), this.#tell, true);
    }
    const lifeOf = (reference: string) => {
      const number = all.find(reference);
      return number === undefined ? undefined : this.#scope.lives.get(number);
    };
    for (const history of this.#histories.splice(0)) {
      judgeHistory(history, { tell: this.#tell, lifeOf, holdBack: () => undefined }, true);
    }
    this.#tellLeftOut();
    return { ...this.#findings.summary(), files: this.#files, resources: this.#resources };
  }

  #tell: Tell = (file, site, code, path, message, severity = severityOf(code), key?) => {
    if (code === PLAUSIBILITY && !this.#isPlausible) return;
    const expression = path === '' ? site.root : `${site.root}.${path}`;
    const { line, name: resource } = site;
    this.#findings.add({
      severity,
      code,
      ...(key !== undefined && { key }),
      file,
      ...(line !== undefined && { line }),
      expression,
      resource,
      message,
    });
  };

  #fault({ file, place, what }: ReadFault): void {
    const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
    const site = { line: place?.line, root: '', name: '' };
    this.#tell(file, site, 'not-json', '', `${what}${where}`);
  }

  #repeated(file: string, text: string, json: Json): void {
    if (!isResource(json)) return;
    const name = nameOf(json);
    for (const { path, line } of repeatedMembers(text, json)) {
      const message = 'this member is written twice; the last one counts';
      this.#tell(file, { line, root: json.resourceType, name }, 'member-duplicate', path, message);
    }
  }

  #notFhir(file: string, line: number | undefined, severity?: Finding['severity']): void {
    const message = 'this is no FHIR resource: it has no resourceType';
    this.#tell(file, { line, root: '', name: '' }, 'not-fhir', '', message, severity);
  }

  #leaveOpen(name: string, reference: OpenReference): void {
    const known = this.#open.get(name);
    if (known === undefined || (known.severity === 'note' && reference.severity !== 'note')) {
      this.#open.set(name, reference);
    }
  }

  #holdBack(event: Event): void {
    if (!this.#acrossFiles)
      checkEvent(event, this.#scope, (reference) => this.#scope.find(reference), this.#tell, true);
    else if (this.#heldBack.length < MOST_HELD_BACK) this.#heldBack.push(event);
    else this.#notHeldBack++;
  }

  /** Keeps what was measured of a patient who is in a file to come. Where files do not share everything, there is no such. */
  #holdHistory(history: History): void {
    if (!this.#acrossFiles) return;
    this.#values += history.size;
    if (this.#values <= MOST_VALUES) this.#histories.push(history);
    else this.#notHeldBack += history.size;
  }

  /** Where files do not share everything, only the names of what patients share outlive a file, and of the patients themselves. */
  #forget({ hasPatient }: { readonly hasPatient: boolean }): void {
    if (this.#acrossFiles) return;
    for (const placed of this.#placed) {
      const { name, resource } = placed;
      if (name === resource.resourceType || (hasPatient && resource.resourceType !== 'Patient')) continue;
      if (this.#shared.has(name))
        this.#tell(placed.file, placed, 'id-duplicate', 'id', `${name} occurs in another file, too`);
      this.#shared.add(name);
    }
    this.#placed = [];
    this.#scope.clear();
  }

  #tellLeftOut(): void {
    if (this.#notHeldBack === 0) return;
    const site = { line: undefined, root: '', name: '' };
    const message = `the times or values of ${this.#notHeldBack} resources were not judged: their patients or visits come too much later`;
    this.#tell('', site, 'not-judged', '', message);
  }
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
