import { checkEntries, type Tell } from './bundle-rules.ts';
import { Document, type Placed } from './document.ts';
import type { Finding } from './finding.ts';
import { Findings, type FindingsSummary } from './findings.ts';
import { isResource, type Json, nameOf, type ResourceJson } from './json.ts';
import { LifeRules } from './life-rules.ts';
import { NameSet } from './name-set.ts';
import { checkReferences } from './reference-rules.ts';
import { isJudged, structureFault } from './structure.ts';

export interface ValidationOptions {
  /**
   * Whether resources may refer to those of any other file, and no id may occur in two files. When false, a file with a patient refers
   * to itself and to files without one only, which needs no memory of every id: so are the bundles that this program writes.
   */
  readonly acrossFiles?: boolean;
}

/** What a validation found over all files. */
export interface ValidationReport extends FindingsSummary {
  readonly files: number;
  readonly resources: number;
}

/** Where a reference stands whose target no file so far holds. */
interface Pending {
  readonly file: string;
  readonly expression: string;
  readonly resource: string;
}

/** What a session knows, as plain data that may cross to another thread. */
export interface SessionPart {
  readonly report: ValidationReport;
  readonly pending: readonly (readonly [name: string, where: Pending])[];
  readonly names: readonly string[];
}

const SEVERITY: Readonly<Record<string, Finding['severity']>> = {
  'not-judged': 'note',
  'not-fhir': 'note',
  'reference-by-search': 'warning',
};

/**
 * Judges files one after the other: the structure of every resource, and the integrity of what they say together. References to
 * resources of other files are judged by `finish`.
 */
export class ValidationSession {
  readonly #acrossFiles: boolean;
  readonly #findings = new Findings();
  readonly #pending = new Map<string, Pending>();
  readonly #shared = new Set<string>();
  readonly #all = new NameSet();
  readonly #unjudged = new Set<string>();
  #files = 0;
  #resources = 0;

  constructor(options: ValidationOptions = {}) {
    this.#acrossFiles = options.acrossFiles ?? true;
  }

  /** Judges a file of JSON: a bundle or a single resource. The bytes are not kept. */
  addFile(file: string, content: Uint8Array | string): void {
    this.#files++;
    this.#read(file, content, undefined);
  }

  /** Judges one line of a file of one resource a line; `line` counts from 1. */
  addLine(file: string, line: number, content: Uint8Array | string): void {
    if (line === 1) this.#files++;
    this.#read(file, content, line);
  }

  /** Judges a bundle or resource that has been read already. */
  addJson(file: string, json: unknown): void {
    this.#files++;
    this.#root(file, json as Json, undefined);
  }

  /** Adds what another session found, of other files. */
  merge(part: SessionPart): void {
    this.#findings.merge(part.report);
    this.#files += part.report.files;
    this.#resources += part.report.resources;
    for (const name of part.names) this.#define(name, true);
    for (const [name, where] of part.pending) if (!this.#pending.has(name)) this.#pending.set(name, where);
  }

  /** What this session knows so far, for `merge`; only where files do not share everything. */
  part(): SessionPart {
    if (this.#acrossFiles) throw new Error('sessions across all files cannot be divided');
    return { report: this.current(), pending: [...this.#pending], names: [...this.#shared] };
  }

  /** What was found so far, references to other files aside. */
  current(): ValidationReport {
    return { ...this.#findings.summary(), files: this.#files, resources: this.#resources };
  }

  /** Judges what is left open, and gives everything found. */
  finish(): ValidationReport {
    for (const [name, { file, expression, resource }] of this.#pending) {
      if (this.#isDefined(name)) continue;
      this.#tell({ code: 'reference-unresolved', file, expression, resource, message: `${name} is in no file` });
    }
    this.#pending.clear();
    return this.current();
  }

  #tell(finding: Omit<Finding, 'severity'>): void {
    this.#findings.add({ severity: SEVERITY[finding.code] ?? 'error', ...finding });
  }

  #read(file: string, content: Uint8Array | string, line: number | undefined): void {
    const text = typeof content === 'string' ? content : decode(content);
    let json: Json;
    try {
      json = JSON.parse(text) as Json;
    } catch (error) {
      const expression = line === undefined ? '' : `line ${line}`;
      const message = `this is not JSON: ${(error as Error).message}`;
      this.#tell({ code: 'not-json', file, expression, resource: '', message });
      return;
    }
    this.#root(file, json, line);
  }

  #root(file: string, json: Json, line: number | undefined): void {
    if (!isResource(json)) {
      const message = 'this is no FHIR resource: it has no resourceType';
      this.#tell({ code: 'not-fhir', file, expression: '', resource: '', message });
      return;
    }
    this.#judge(new Document(file, json, line));
  }

  #judge(document: Document): void {
    const tell: Tell = (placed, code, path, message) => {
      const expression = document.expression(placed, path);
      this.#tell({ code, file: document.file, expression, resource: placed.name, message });
    };
    if (document.bundle) this.#judgeBundle(document, document.bundle);
    checkEntries(document, tell);
    const lives = new LifeRules(document);
    for (const placed of document.placed) {
      this.#resources++;
      this.#judgeStructure(placed.resource, document, placed, tell);
      checkReferences(document, placed, tell, (name, from, path) => this.#leaveOpen(name, document, from, path));
      lives.check(placed, tell);
    }
    this.#defineAll(document, tell);
  }

  #judgeBundle(document: Document, bundle: ResourceJson): void {
    const fault = structureFault(bundle);
    if (!fault) return;
    const { file } = document;
    const expression = `Bundle.${fault.path}`;
    this.#tell({ code: 'structure', file, expression, resource: nameOf(bundle), message: fault.message });
  }

  #judgeStructure(resource: ResourceJson, document: Document, placed: Placed, tell: Tell): void {
    const type = resource.resourceType;
    if (!isJudged(type) && !this.#unjudged.has(type)) {
      this.#unjudged.add(type);
      const message = `the structure of ${type} resources is not judged`;
      this.#tell({ code: 'not-judged', file: document.file, expression: '', resource: placed.name, message });
    }
    const fault = structureFault(resource);
    if (fault) tell(placed, 'structure', fault.path, fault.message);
  }

  #leaveOpen(name: string, document: Document, from: Placed, path: string): void {
    if (this.#pending.has(name)) return;
    const expression = document.expression(from, path);
    this.#pending.set(name, { file: document.file, expression, resource: from.name });
  }

  #defineAll(document: Document, tell: Tell): void {
    const hasPatient = document.placed.some(({ resource }) => resource.resourceType === 'Patient');
    for (const [name, placed] of document.byName) {
      if (this.#define(name, !hasPatient || placed.resource.resourceType === 'Patient')) continue;
      tell(placed, 'id-duplicate', 'id', `${name} occurs in another file, too`);
    }
  }

  /** Remembers a name; false when another file has it. */
  #define(name: string, isShared: boolean): boolean {
    if (this.#acrossFiles) return this.#all.add(name);
    if (!isShared) return true;
    const isNew = !this.#shared.has(name);
    this.#shared.add(name);
    return isNew;
  }

  #isDefined(name: string): boolean {
    return this.#acrossFiles ? this.#all.has(name) : this.#shared.has(name);
  }
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
