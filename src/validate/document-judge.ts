import { isObject, type Json, type JsonObject, listOf, type ResourceJson, textOf } from '../core/json.ts';
import { checkEntry, checkFirst, checkNames, checkRequest, checkRoot } from './bundle-rules.ts';
import { Document, type Placed, resourceOf } from './document.ts';
import { checkEvent, type Event, eventOf } from './life-rules.ts';
import { PartOfRules } from './part-of-rules.ts';
import type { History } from './plausibility/history.ts';
import { PlausibilityJudge } from './plausibility/judge.ts';
import type { QuantityUnits } from './plausibility/units.ts';
import { type LeaveOpen, ReferenceRules } from './reference-rules.ts';
import { type ResourceJudge, TOO_DEEP } from './resource-judge.ts';
import type { Scope } from './scope.ts';
import { TargetRules } from './target-rules.ts';
import type { Tell } from './tell.ts';
import { NOBODY, type Walk, walk } from './walk.ts';

/** What the judging of a document needs of the session. */
export interface DocumentHost {
  readonly judge: ResourceJudge;
  readonly tell: Tell;
  /** What `Type/id` the document refers to and does not hold. */
  readonly leaveOpen: LeaveOpen;
  /** An event whose patient or visit the document does not hold. */
  readonly holdBack: (event: Event) => void;
  /** Takes what was measured of a patient whom the document does not hold; undefined where plausibility is not judged. */
  readonly holdHistory: ((history: History) => void) | undefined;
  readonly units: QuantityUnits;
  /** Told of each resource that was taken in. */
  readonly take: (placed: Placed) => void;
  /** Told of each resource that was judged. */
  readonly count: () => void;
}

/** A part of a document that was taken in, and is to be judged when what it refers to is known. */
export interface Taken {
  readonly placed: Placed;
  /** How many members the objects in the part have in its text; undefined when that is not known. */
  readonly members: number | undefined;
}

/** The invariant that a reference to what is contained leads somewhere: ReferenceRules tells more of it. */
const CONTAINED_REFERENCE = 'ref-1';

/**
 * Judges the resources of a document. Each is taken in first and judged then; where all are taken in before the first is judged, nothing has to
 * be remembered for later.
 */
export class DocumentJudge {
  readonly document: Document;
  readonly #host: DocumentHost;
  readonly #references: ReferenceRules;
  readonly #targets: TargetRules;
  readonly #partOf = new PartOfRules();
  readonly #plausibility: PlausibilityJudge | undefined;
  #heldBack: Event[] = [];
  #isEmpty = true;

  /** `keeps`: whether its resources may be kept until `finish`, which lets more be found out. */
  constructor(file: string, scope: Scope, host: DocumentHost, keeps: boolean, bundleType?: string, root?: string) {
    this.document = new Document(file, scope, bundleType, root);
    this.#host = host;
    this.#references = new ReferenceRules(this.document, host.tell);
    this.#targets = new TargetRules(this.document, host.judge, host.tell, keeps);
    this.#plausibility = host.holdHistory && this.#newPlausibility(file, host.holdHistory);
  }

  /** Takes in an entry of a bundle. Undefined when there is no resource in it. */
  takeEntry(entry: Json, index: number, line?: number, members?: number): Taken | undefined {
    const { document } = this;
    const { judge, tell } = this.#host;
    const resource = isObject(entry) ? resourceOf(entry) : undefined;
    if (this.#isEmpty) checkFirst(document, resource?.resourceType, line, tell);
    this.#isEmpty = false;
    checkEntry(entry, index, document, line, judge, tell);
    if (!isObject(entry) || resource === undefined) return undefined;
    const added = document.add(resource, index, entry, line);
    checkNames(document, added, tell);
    checkRequest(document, added.placed, tell);
    this.#take(added.placed);
    return { placed: added.placed, members };
  }

  /** Takes in a resource that stands in no bundle. */
  takeResource(resource: ResourceJson, line?: number, members?: number): Taken {
    const added = this.document.add(resource, -1, undefined, line);
    checkNames(this.document, added, this.#host.tell);
    this.#take(added.placed);
    return { placed: added.placed, members };
  }

  judge({ placed, members }: Taken): void {
    const { document } = this;
    const { tell, count } = this.#host;
    count();
    const walked = placed.resource.resourceType === 'Bundle' ? this.#bundle(placed) : this.#resource(placed);
    if (walked.isTooDeep) return;
    if (members !== undefined && members !== walked.members + membersAround(placed.entry)) {
      tell(document.file, placed, 'member-duplicate', '', 'a member is written twice in it; the last one counts');
    }
    this.#partOf.add(placed, document.file);
    this.#plausibility?.take(placed);
    const event = eventOf(placed, document.file, document.scope);
    if (event !== undefined && !this.#check(event)) this.#heldBack.push(event);
  }

  get hasPatient(): boolean {
    return this.document.hasPatient;
  }

  /** Keeps resources no longer. */
  forget(): void {
    this.#targets.forget();
  }

  /** Judges the root of a bundle, whose entries, if it has any, are taken in before or stand in `members`. */
  judgeRoot(members: JsonObject, line?: number): void {
    if (this.#isEmpty && members['entry'] === undefined) checkFirst(this.document, undefined, line, this.#host.tell);
    checkRoot(members, this.document, line, this.#host.judge, this.#host.tell);
  }

  /** Judges a bundle that is wholly at hand. */
  judgeBundle(bundle: ResourceJson, line?: number): void {
    this.judgeRoot(bundle, line);
    const taken = listOf(bundle['entry']).map((entry, index) => this.takeEntry(entry, index, line));
    for (const one of taken) if (one !== undefined) this.judge(one);
  }

  /** Judges what was held back, now that the whole document is known. */
  finish(): void {
    const { tell, leaveOpen, holdBack } = this.#host;
    this.#references.finish(leaveOpen);
    this.#targets.finish();
    this.#partOf.finish(tell);
    this.#plausibility?.finish();
    for (const event of this.#heldBack) if (!this.#check(event)) holdBack(event);
    this.#heldBack = [];
  }

  #newPlausibility(file: string, holdBack: (history: History) => void): PlausibilityJudge {
    const { document } = this;
    const lifeOf = (reference: string, from: string | undefined) => {
      const number = document.find(reference, from);
      return number === undefined ? undefined : document.scope.lives.get(number);
    };
    const { tell, units } = this.#host;
    return new PlausibilityJudge(file, { tell, units, lifeOf, holdBack });
  }

  #take(placed: Placed): void {
    this.#targets.take(placed);
    this.#host.take(placed);
  }

  #check(event: Event): boolean {
    const { document } = this;
    return checkEvent(event, document.scope, (target, from) => document.find(target, from), this.#host.tell);
  }

  #resource(placed: Placed): Walk {
    const { document } = this;
    const { judge, tell } = this.#host;
    this.#references.begin(placed);
    const walked = judge.judge(
      placed.resource,
      ({ code, path, message, severity, key }) => {
        if (key !== CONTAINED_REFERENCE) tell(document.file, placed, code, path, message, severity);
      },
      {
        typeOf: (target) => document.kindOf(target, placed.fullUrl)?.type,
        onTarget: this.#targets.of(placed),
        visitor: this.#references,
      },
    );
    this.#targets.settle();
    return walked;
  }

  #bundle(placed: Placed): Walk {
    const { file, scope } = this.document;
    const { resource, root, line } = placed;
    const walked = walk(resource, NOBODY);
    if (walked.isTooDeep) {
      this.#host.tell(file, placed, 'too-deep', '', TOO_DEEP);
      return walked;
    }
    const inner = new DocumentJudge(file, scope, this.#host, true, textOf(resource['type']), root);
    inner.judgeBundle(resource, line);
    inner.finish();
    return walked;
  }
}

/** How many members there are in an entry beside its resource. */
function membersAround(entry: JsonObject | undefined): number {
  if (entry === undefined) return 0;
  const { resource: _, ...rest } = entry;
  return 1 + walk(rest, NOBODY).members;
}
