import { isObject, type JsonObject, listOf, type ResourceJson } from '../core/json.ts';
import { DEFAULT_GUIDE, type Guide } from '../reference/guides.ts';
import { claimsOf } from './canonical.ts';
import { invariantOf } from './invariants/index.ts';
import type { Steps } from './path.ts';
import type { ProfileFinding, TellProfile } from './profile/finding.ts';
import type { OnTarget } from './profile/judgement.ts';
import { ProfileLibrary } from './profile/library.ts';
import type { ProfilePackage } from './profile/profile-package.ts';
import { structureFault } from './structure.ts';
import { type CodeKnowledge, type CodingFinding, CodingRules, loadCodeKnowledge } from './terminology/index.ts';
import { NOBODY, type Visitor, type Walk, walk } from './walk.ts';

export interface ResourceJudgeOptions {
  /** The guide that is meant by a claim without version; none: claims are not judged. DEFAULT_GUIDE when left out. */
  readonly profile?: Guide | 'none';
  /** Packages of profiles that are known beside those of US Core, and come before them. */
  readonly packages?: readonly ProfilePackage[];
  /** Profiles by which every resource of their type is judged, whatever it claims: `url` or `url|version`. */
  readonly claims?: readonly string[];
  /** What is known of codes; read anew when left out. */
  readonly codes?: CodeKnowledge;
}

/** What is said of a resource that was not judged. */
export const TOO_DEEP = 'it is nested deeper than anybody writes, and was not judged';

/** What is wrong with a resource. */
export interface ResourceFinding extends Omit<ProfileFinding, 'code'> {
  readonly code: ProfileFinding['code'] | CodingFinding['code'] | 'too-deep';
}

export interface ResourceContext {
  /** The type of the resource that a literal reference leads to, where its text does not say it. */
  readonly typeOf: (reference: string) => string | undefined;
  /** Told of references that should lead to what has one of certain profiles. */
  readonly onTarget?: OnTarget;
  /** Is shown the references and periods of the resource. */
  readonly visitor?: Visitor;
}

/** Judges resources one by one: the definition of their type, the profiles that they claim, value sets, invariants. Keeps no resource. */
export class ResourceJudge {
  readonly #library: ProfileLibrary;
  readonly #codings: CodingRules;
  readonly #byClaims: boolean;
  readonly #claims = new Map<string, string[]>();
  readonly #used = new Set<string>();
  readonly #asked: readonly string[];

  constructor(options: ResourceJudgeOptions = {}) {
    const { profile = DEFAULT_GUIDE, packages = [], claims = [] } = options;
    const { terminology, displays } = options.codes ?? loadCodeKnowledge();
    this.#byClaims = profile !== 'none';
    this.#asked = claims;
    this.#codings = new CodingRules(terminology, displays);
    this.#library = new ProfileLibrary({
      guide: profile === 'none' ? DEFAULT_GUIDE : profile,
      packages,
      valueSets: terminology,
      invariantOf,
    });
    for (const claim of claims) {
      const type = this.#library.typeOf(claim);
      if (type !== undefined) this.#claims.set(type, [...(this.#claims.get(type) ?? []), claim]);
    }
  }

  /** Whether a profile is known: `url` or `url|version`. */
  knows(canonical: string): boolean {
    return this.#library.knows(canonical);
  }

  /** The type that a profile is of; undefined when it is not known. */
  typeOf(canonical: string): string | undefined {
    return this.#library.typeOf(canonical);
  }

  /** Of the claims that were asked for, those that no resource so far was of the type for. */
  get unusedClaims(): readonly string[] {
    return this.#asked.filter((claim) => !this.#used.has(claim));
  }

  /** Tells what is wrong with a resource, and nothing but that where it is nested too deep. */
  judge(resource: ResourceJson, tell: (finding: ResourceFinding) => void, context: ResourceContext): Walk {
    const walked = walk(resource, new CodingVisitor(this.#codings, tell, context.visitor ?? NOBODY));
    if (walked.isTooDeep) {
      tell({ code: 'too-deep', severity: 'error', path: '', message: TOO_DEEP });
      return walked;
    }
    let isSound = true;
    const telling: TellProfile = (finding) => {
      isSound &&= finding.severity !== 'error';
      tell(finding);
    };
    this.#library.judge(this.#claiming(resource), telling, { ...context, entries: false });
    const fault = isSound ? structureFault(resource) : undefined;
    if (fault) tell({ code: 'structure', severity: 'error', ...fault });
    return walked;
  }

  /** Whether a resource has a profile, whatever it claims. */
  conforms(resource: ResourceJson, canonical: string, context: ResourceContext): boolean {
    let conforms = !walk(resource, NOBODY).isTooDeep;
    if (!conforms) return false;
    const tell: TellProfile = ({ severity }) => {
      conforms &&= severity !== 'error';
    };
    this.#library.judge(withClaims(resource, [canonical]), tell, { ...context, entries: false });
    return conforms;
  }

  #claiming(resource: ResourceJson): ResourceJson {
    const more = this.#claims.size === 0 ? undefined : this.#claims.get(resource.resourceType);
    if (more === undefined && this.#byClaims) return resource;
    for (const claim of more ?? []) this.#used.add(claim);
    const own = this.#byClaims ? claimsOf(resource) : [];
    // Their own first: findings name claims by their place.
    return withClaims(this.#byClaims ? resource : withoutContainedClaims(resource), [
      ...new Set([...own, ...(more ?? [])]),
    ]);
  }
}

/** Has codings checked, and shows another visitor the rest. */
class CodingVisitor implements Visitor {
  readonly #codings: CodingRules;
  readonly #tell: (finding: ResourceFinding) => void;
  readonly #other: Visitor;

  constructor(codings: CodingRules, tell: (finding: ResourceFinding) => void, other: Visitor) {
    this.#codings = codings;
    this.#tell = tell;
    this.#other = other;
  }

  reference(target: string, steps: Steps): void {
    this.#other.reference?.(target, steps);
  }

  period(start: string, end: string, steps: Steps): void {
    this.#other.period?.(start, end, steps);
  }

  system(object: JsonObject, system: string, steps: Steps): void {
    this.#codings.check(object, system, steps, this.#tell);
  }
}

function withClaims(resource: ResourceJson, claims: readonly string[]): ResourceJson {
  const { meta } = resource;
  if (!isObject(meta)) return claims.length === 0 ? resource : { ...resource, meta: { profile: claims } };
  const { profile, ...rest } = meta;
  if (claims.length > 0) return { ...resource, meta: { ...meta, profile: claims } };
  if (profile === undefined) return resource;
  if (Object.keys(rest).length > 0) return { ...resource, meta: rest };
  const { meta: _, ...without } = resource;
  return without as ResourceJson;
}

function withoutContainedClaims(resource: ResourceJson): ResourceJson {
  const { contained } = resource;
  if (!listOf(contained).some((inner) => isObject(inner) && isObject(inner['meta']))) return resource;
  const inner = listOf(contained).map((one) => (isObject(one) ? withClaims(one as ResourceJson, []) : one));
  return { ...resource, contained: inner as readonly JsonObject[] };
}
