import type { ResourceJson } from '../core/json.ts';
import { urlOf } from './canonical.ts';
import type { Document, Placed, Site } from './document.ts';
import type { OnTarget } from './profile/judgement.ts';
import type { ResourceJudge } from './resource-judge.ts';
import type { Kind } from './scope.ts';
import type { Tell } from './tell.ts';

/** So many references to what is yet to come are remembered. */
const MOST_AWAITED = 100_000;

interface Wish {
  readonly site: Site;
  readonly from: string | undefined;
  readonly reference: string;
  readonly targets: readonly string[];
  readonly path: string;
}

/**
 * Profiles want some references to lead to what has a profile, too. Who claims it is judged by it anyway; of others it is found out by judging
 * them, if they are at hand. Else it is a warning that they do not claim it.
 */
export class TargetRules {
  readonly #document: Document;
  readonly #judge: ResourceJudge;
  readonly #tell: Tell;
  /** The resources of the document, by number; undefined when they are not kept. */
  #kept: Map<number, ResourceJson> | undefined;
  /** What was found out, by number and profiles. */
  readonly #verdicts = new Map<string, boolean>();
  /** Of the resource in hand. */
  #wishes: Wish[] = [];
  /** What is yet to come, one for each reference and wish. */
  readonly #later = new Map<string, Wish>();
  #placed: Placed | undefined;
  readonly #onTarget: OnTarget = (reference, targets, path) => this.#wish(reference, targets, path);

  constructor(document: Document, judge: ResourceJudge, tell: Tell, keeps: boolean) {
    this.#document = document;
    this.#judge = judge;
    this.#tell = tell;
    this.#kept = keeps ? new Map() : undefined;
  }

  take({ number, resource }: Placed): void {
    this.#kept?.set(number, resource);
  }

  /** Keeps resources no longer. */
  forget(): void {
    this.#kept = undefined;
  }

  /** To be told of the references of a resource. */
  of(placed: Placed): OnTarget {
    this.#placed = placed;
    return this.#onTarget;
  }

  /** Judges what the resource in hand refers to; not before it has been judged itself. */
  settle(): void {
    if (this.#wishes.length === 0) return;
    for (const wish of this.#wishes) if (!this.#isSettled(wish)) this.#later.set(keyOf(wish), wish);
    this.#wishes = [];
  }

  /** Judges the references to what came later. */
  finish(): void {
    for (const wish of this.#later.values()) this.#isSettled(wish);
    this.#later.clear();
  }

  #wish(reference: string, targets: readonly string[], path: () => string): void {
    const placed = this.#placed;
    if (placed === undefined || reference.startsWith('#')) return;
    const kind = this.#document.kindOf(reference, placed.fullUrl);
    if (kind !== undefined && isMet(kind, targets)) return;
    const { line, root, name, fullUrl: from } = placed;
    if (kind === undefined && (this.#later.has(keyOf({ reference, targets })) || this.#later.size >= MOST_AWAITED))
      return;
    this.#wishes.push({ site: { line, root, name }, from, reference, targets, path: path() });
  }

  #isSettled({ site, from, reference, targets, path }: Wish): boolean {
    const number = this.#document.find(reference, from);
    const kind = number === undefined ? undefined : this.#document.scope.kind(number);
    if (number === undefined || kind === undefined) return false;
    if (isMet(kind, targets)) return true;
    // Of the wrong type is another rule's to tell.
    const profiles = targets.filter((target) => this.#judge.typeOf(target) === kind.type);
    const key = `${number} ${profiles.join(' ')}`;
    const known = this.#verdicts.get(key);
    const resource = this.#kept?.get(number);
    const conforms = known ?? (profiles.length === 0 || profiles.some((profile) => this.#conforms(resource, profile)));
    this.#verdicts.set(key, conforms);
    if (conforms || (known !== undefined && resource === undefined)) return true;
    const names = profiles.map((url) => url.slice(url.lastIndexOf('/') + 1)).join(' or ');
    const [verb, severity] =
      resource === undefined ? (['does not claim', 'warning'] as const) : (['is no', 'error'] as const);
    const message = `${reference} ${verb} ${names}, which the reference asks for`;
    this.#tell(this.#document.file, site, 'reference-profile', path, message, severity);
    return true;
  }

  #conforms(resource: ResourceJson | undefined, profile: string): boolean {
    const context = { typeOf: (target: string) => this.#document.kindOf(target)?.type };
    return resource !== undefined && this.#judge.conforms(resource, profile, context);
  }
}

function keyOf({ reference, targets }: Pick<Wish, 'reference' | 'targets'>): string {
  return `${reference} ${targets.join(' ')}`;
}

/** Whether a resource claims one of the profiles, or is of a type that stands for itself. */
function isMet({ type, claims }: Kind, targets: readonly string[]): boolean {
  return targets.some((target) => {
    if (!target.includes('/')) return target === type || target === 'Resource';
    const url = urlOf(target);
    return claims.some((claim) => urlOf(claim) === url);
  });
}
