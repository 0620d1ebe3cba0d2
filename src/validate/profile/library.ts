import { isObject, type Json, listOf, type ResourceJson, textOf } from '../../core/json.ts';
import { DEFAULT_GUIDE, type Guide } from '../../reference/guides.ts';
import type { ValueSets } from '../terminology/value-set.ts';
import { Definitions } from './definitions.ts';
import { ExtensionJudge } from './extension-judge.ts';
import type { TellProfile } from './finding.ts';
import type { Host, InvariantOf } from './host.ts';
import { impliedProfile, VITAL_SIGNS } from './implied-profiles.ts';
import { type Check, Judgement, type OnTarget } from './judgement.ts';
import { shortName } from './leaf-checks.ts';
import { compileProfile } from './profile-code.ts';
import type { ProfilePackage } from './profile-package.ts';
import type { DefinitionTable } from './tables.ts';
import { compileType } from './type-code.ts';

export interface LibraryOptions {
  /** The guide that is meant by a claim without version. DEFAULT_GUIDE by default. */
  readonly guide?: Guide;
  /** Packages whose definitions are known, too, and come before all others. */
  readonly packages?: readonly ProfilePackage[];
  /** Without it, bindings are not judged. */
  readonly valueSets?: ValueSets;
  /** Without it, invariants are not judged. */
  readonly invariantOf?: InvariantOf;
}

export interface JudgeOptions {
  /** The type of the resource that a literal reference leads to, where its text does not say it (`urn:uuid:...`). */
  readonly typeOf?: (reference: string) => string | undefined;
  /** Whether the resources in the entries of a Bundle are judged with it. True by default. */
  readonly entries?: boolean;
  /** Told of literal references that a profile wants to lead to a resource of certain profiles; `targets` holds types, too. */
  readonly onTarget?: OnTarget;
}

/** What a URL in meta.profile stands for. */
interface Claim {
  readonly table: DefinitionTable | undefined;
  readonly guide: Guide | undefined;
  /** Whether it is, or derives from, R4's profile of vital signs. */
  readonly isVitalSign: boolean;
  /** Compiled when first judged by. */
  check?: Check;
}

/**
 * Definitions by which resources are judged: every type of R4, the published versions of US Core, and packages that were given. Each
 * is compiled when it is first met, and kept in this object: one library serves a program.
 */
export class ProfileLibrary {
  readonly #definitions: Definitions;
  readonly #guide: Guide;
  readonly #judgement = new Judgement();
  readonly #types = new Map<string, Check | undefined>();
  readonly #profiles = new Map<DefinitionTable, Check>();
  readonly #claims = new Map<string, Claim>();
  readonly #host: Host;
  readonly #extensions: ExtensionJudge;

  constructor(options: LibraryOptions = {}) {
    const { guide = DEFAULT_GUIDE, packages = [], valueSets, invariantOf } = options;
    this.#guide = guide;
    this.#definitions = new Definitions(guide, packages);
    this.#host = {
      judgement: this.#judgement,
      base: (type) => this.#definitions.base(type),
      definition: (url, of) => this.#definitions.find(url, of),
      typeCheck: (type) => this.#typeCheck(type) ?? nothing,
      profileCheck: (table) => this.#profileCheck(table),
      valueSet: (url) => {
        for (const { valueSets: own } of packages) {
          const set = own.valueSet(url);
          if (set) return set;
        }
        return valueSets?.valueSet(url);
      },
      invariantOf: (key, expression) => invariantOf?.(key, expression),
      nested: (value, depth, isContained) => this.#nested(value, depth, isContained),
      extension: (value, depth, isModifier, place) => this.#extensions.judge(value, depth, isModifier, place),
    };
    this.#extensions = new ExtensionJudge(this.#host);
  }

  /** Whether a profile is known: `url` or `url|version`. */
  knows(canonical: string): boolean {
    return this.#claim(canonical).table !== undefined;
  }

  /** The type that a profile is of, `url` or `url|version`; undefined when it is not known. */
  typeOf(canonical: string): string | undefined {
    return this.#claim(canonical).table?.type;
  }

  /**
   * Tells the faults of a resource against the definition of its type and against every profile that it claims in meta.profile
   * (`url` or `url|version`), at most a hundred. Contained resources are judged by their own type and claims.
   */
  judge(resource: ResourceJson, tell: TellProfile, options: JudgeOptions = {}): void {
    const judgement = this.#judgement;
    judgement.begin(resource, tell);
    judgement.typeOf = options.typeOf;
    judgement.judgesEntries = options.entries ?? true;
    judgement.onTarget = options.onTarget;
    this.#resource(resource, 0);
  }

  #resource(resource: ResourceJson, depth: number): void {
    const judgement = this.#judgement;
    const check = this.#typeCheck(resource.resourceType);
    if (check === undefined) {
      judgement.structure(depth, 'resourceType', `${resource.resourceType} is no type of resource in FHIR R4`);
      return;
    }
    const { meta } = resource;
    const claims = isObject(meta) ? listOf(meta['profile']) : NO_CLAIMS;
    const outer = judgement.guide;
    judgement.guide = this.#guideOf(claims);
    judgement.resourceDepth = depth;
    check(resource, depth);
    let isVitalSign = false;
    for (let i = 0; i < claims.length; i++) {
      const claim = this.#claimed(claims[i] as Json, i, resource, depth);
      if (claim?.isVitalSign) isVitalSign = true;
    }
    const implied = impliedProfile(resource);
    if (implied !== undefined) {
      // A claimed profile of vital signs may allow other units: those of US Core do, for the flow of oxygen.
      judgement.passesBindings = isVitalSign;
      this.#judgeBy(this.#claim(implied), resource, depth);
      judgement.passesBindings = false;
    }
    judgement.guide = outer;
  }

  /** The guide of the first claim with a version, or the library's. */
  #guideOf(claims: readonly Json[]): Guide {
    for (const claim of claims) {
      if (typeof claim !== 'string' || !claim.includes('|')) continue;
      const { guide } = this.#claim(claim);
      if (guide !== undefined) return guide;
    }
    return this.#guide;
  }

  #claimed(canonical: Json, index: number, resource: ResourceJson, depth: number): Claim | undefined {
    if (typeof canonical !== 'string') return undefined;
    const judgement = this.#judgement;
    const claim = this.#claim(canonical);
    const type = claim.table?.type;
    if (type === resource.resourceType) {
      this.#judgeBy(claim, resource, depth);
      return claim;
    }
    judgement.steps[depth] = 'meta';
    judgement.steps[depth + 1] = 'profile';
    judgement.steps[depth + 2] = index;
    if (type === undefined) {
      const text = `the profile ${canonical} is not known, and was not judged by`;
      judgement.tell('unknown-profile', 'warning', depth + 3, undefined, text);
    } else {
      const text = `${canonical} is a profile of ${type}, and this is a ${resource.resourceType}`;
      judgement.tell('profile', 'error', depth + 3, undefined, text);
    }
    return undefined;
  }

  #judgeBy(claim: Claim, resource: ResourceJson, depth: number): void {
    if (claim.table === undefined || claim.table.base) return;
    claim.check ??= this.#profileCheck(claim.table);
    claim.check(resource, depth);
  }

  #claim(canonical: string): Claim {
    const known = this.#claims.get(canonical);
    if (known) return known;
    const table = this.#definitions.find(canonical, undefined);
    const guide = table && this.#definitions.guideOf(table);
    const claim = { table, guide, isVitalSign: table !== undefined && this.#isVitalSign(table) };
    this.#claims.set(canonical, claim);
    return claim;
  }

  #isVitalSign(table: DefinitionTable): boolean {
    if (table.url === VITAL_SIGNS) return true;
    const parent =
      table.parent === undefined ? undefined : this.#definitions.find(table.parent, this.#definitions.guideOf(table));
    return parent !== undefined && this.#isVitalSign(parent);
  }

  #nested(value: Json, depth: number, isContained: boolean): void {
    const judgement = this.#judgement;
    const resource = value as ResourceJson;
    if (textOf(resource.resourceType) === undefined) {
      judgement.structure(depth, undefined, '"resourceType" is missing');
      return;
    }
    const { context, resourceDepth } = judgement;
    if (isContained) this.#containedId(resource, depth);
    judgement.context = { resource, root: isContained ? context.root : resource };
    this.#resource(resource, depth);
    judgement.context = context;
    judgement.resourceDepth = resourceDepth;
  }

  /** What is contained is referred to by its id. */
  #containedId(resource: ResourceJson, depth: number): void {
    const judgement = this.#judgement;
    const { id } = resource;
    if (id === undefined)
      judgement.structure(depth, undefined, '"id" is missing: what is contained is referred to by it');
    else {
      const same = listOf(judgement.context.root['contained']).find((other) => isObject(other) && other['id'] === id);
      if (same !== resource) judgement.structure(depth, 'id', `another contained resource has the id ${String(id)}`);
    }
  }

  #typeCheck(type: string): Check | undefined {
    if (this.#types.has(type)) return this.#types.get(type);
    const table = this.#definitions.base(type);
    const isMet = table !== undefined && (table.abstract !== true || type === 'Element');
    const check = isMet ? compileType(table, this.#host) : undefined;
    this.#types.set(type, check);
    return check;
  }

  #profileCheck(table: DefinitionTable): Check {
    const known = this.#profiles.get(table);
    if (known) return known;
    const demand = { source: shortName(table), guide: this.#definitions.guideOf(table) };
    const check = compileProfile(table, this.#host, demand);
    this.#profiles.set(table, check);
    return check;
  }
}

const NO_CLAIMS: readonly Json[] = [];

function nothing(): void {}
