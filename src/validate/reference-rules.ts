import type { Document, Placed, Site } from './document.ts';
import type { Finding } from './finding.ts';
import { isBefore } from './instants.ts';
import { pathOf, type Steps } from './path.ts';
import { allowedTargets, baseOf, containedTypes, namedBy } from './references.ts';
import type { Tell } from './tell.ts';
import type { Visitor } from './walk.ts';

/** A reference whose target no file so far holds. */
export interface OpenReference {
  readonly file: string;
  readonly site: Site;
  readonly path: string;
  readonly severity: Finding['severity'];
}

/** Called with `Type/id` that the file does not hold. */
export type LeaveOpen = (name: string, reference: OpenReference) => void;

/** A reference whose target the document has not shown so far. */
interface Awaited extends OpenReference {
  readonly target: string;
  readonly from: string | undefined;
  /** `Type/id`; undefined when it names an entry by its URL. */
  readonly name: string | undefined;
  readonly allowed: readonly string[] | undefined;
}

/** What comes of a request holds what the server chose to send: what it refers to may well be elsewhere. */
const PARTIAL = ['searchset', 'history', 'transaction-response', 'batch-response'];

/** References of a document's resources, which must exist, and periods, which must not run backwards. */
export class ReferenceRules implements Visitor {
  readonly #document: Document;
  readonly #tell: Tell;
  readonly #severity: Finding['severity'];
  readonly #awaited = new Map<string, Awaited>();
  #placed: Placed | undefined;

  constructor(document: Document, tell: Tell) {
    this.#document = document;
    this.#tell = tell;
    this.#severity = PARTIAL.includes(document.bundleType ?? '') ? 'note' : 'error';
  }

  /** What is visited now belongs to this resource. */
  begin(placed: Placed): void {
    this.#placed = placed;
  }

  reference(target: string, steps: Steps): void {
    const placed = this.#placed;
    if (placed === undefined) return;
    if (target.startsWith('#')) this.#contained(placed, target, steps);
    else if (this.#document.find(target, placed.fullUrl) === undefined) this.#unknown(placed, target, steps);
  }

  period(start: string, end: string, steps: Steps): void {
    if (this.#placed === undefined || !isReversed(start, end)) return;
    const { file } = this.#document;
    const message = `the period ends (${end}) before it starts (${start})`;
    this.#tell(file, this.#placed, 'period-reversed', pathOf(steps), message);
  }

  /** Judges what the document held back, now that all of it is known. */
  finish(leaveOpen: LeaveOpen): void {
    for (const awaited of this.#awaited.values()) {
      const { target, from, name, file, site, path } = awaited;
      const kind = this.#document.kindOf(target, from);
      if (kind !== undefined) this.#checkType(awaited, kind.type);
      else if (name !== undefined) leaveOpen(name, awaited);
      else this.#tell(file, site, 'reference-unresolved', path, `nothing in this bundle has the fullUrl ${target}`);
    }
    this.#awaited.clear();
  }

  #contained(placed: Placed, target: string, steps: Steps): void {
    const id = target.slice(1);
    if (id === '' || containedTypes(placed.resource).has(id)) return;
    this.#about(placed, 'reference-unresolved', steps, `no contained resource has the id ${id}`);
  }

  #unknown(placed: Placed, target: string, steps: Steps): void {
    if (target.startsWith('urn:')) {
      this.#await(placed, target, steps, undefined);
      return;
    }
    if (target.includes('?')) {
      this.#about(placed, 'reference-by-search', steps, `${target} is a search, which only a server can resolve`);
      return;
    }
    const named = namedBy(target);
    // What is on another server than this bundle's cannot be looked up.
    if (named !== undefined && (named.base === '' || named.base === baseOf(placed.fullUrl))) {
      this.#await(placed, target, steps, named.name);
    } else if (named === undefined && !/^https?:\/\/./.test(target)) {
      this.#about(placed, 'reference-form', steps, `${target} names no resource`);
    }
  }

  #await(placed: Placed, target: string, steps: Steps, name: string | undefined): void {
    // A name says its type; a URL is asked for once for each element.
    const key =
      name ?? `${target} ${placed.resource.resourceType} ${steps.filter((step) => typeof step === 'string').join('.')}`;
    if (this.#awaited.has(key)) return;
    const { file } = this.#document;
    const { line, root, name: from } = placed;
    const allowed = name === undefined ? allowedTargets(placed.resource.resourceType, steps) : undefined;
    const path = `${pathOf(steps)}.reference`;
    const site = { line, root, name: from };
    const [severity, fullUrl] = [this.#severity, placed.fullUrl];
    this.#awaited.set(key, { file, site, path, severity, target, from: fullUrl, name, allowed });
  }

  #checkType({ allowed, file, site, path, target }: Awaited, type: string): void {
    if (allowed === undefined || allowed.includes(type)) return;
    this.#tell(file, site, 'reference-type', path, `${target} is a ${type}; here stands a ${allowed.join(' or ')}`);
  }

  #about(placed: Placed, code: string, steps: Steps, message: string): void {
    this.#tell(this.#document.file, placed, code, `${pathOf(steps)}.reference`, message);
  }
}

function isReversed(start: string, end: string): boolean {
  // Times of one form and one offset compare as text.
  if (start.length === end.length && start.slice(19) === end.slice(19)) return end < start;
  return isBefore(end, start);
}
