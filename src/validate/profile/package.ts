import { AppError, ExitCode } from '../../core/app-error.ts';
import { isObject, type JsonObject, listOf, textOf } from '../../core/json.ts';
import { urlOf } from '../canonical.ts';
import { invariantOf } from '../invariants/index.ts';
import { type Expansion, expand } from '../terminology/expand.ts';
import { ListedValueSet, type ValueSet, type ValueSets } from '../terminology/value-set.ts';
import { Definitions } from './definitions.ts';
import { makeTable } from './make-table.ts';
import { readPackageContent } from './package-archive.ts';
import type { ProfilePackage } from './profile-package.ts';
import type { DefinitionTable } from './tables.ts';

/**
 * Reads the profiles of a FHIR package for R4, an archive (`.tgz`) or a folder, so that resources can be judged by them. Throws an
 * AppError where it cannot be read, is for another version of FHIR, or has profiles without snapshot.
 */
export function readPackage(path: string): ProfilePackage {
  const { name, version, resources } = readPackageContent(path);
  const core = new Definitions();
  const structures = resources.filter(({ resourceType, kind }) => {
    return resourceType === 'StructureDefinition' && kind !== 'logical';
  });
  const definitions = structures.map((definition) => {
    checkDefinition(path, definition, core);
    return makeTable(definition, (type) => core.base(type));
  });
  if (definitions.length === 0) {
    const hint = 'name the package of an implementation guide, which holds StructureDefinitions';
    throw new AppError(ExitCode.usage, `${path} holds no profile`, { hint });
  }
  const unjudged = unjudgedIn(definitions);
  return { name: `${name} ${version}`, definitions, valueSets: new PackageValueSets(resources), unjudged };
}

function unjudgedIn(definitions: readonly DefinitionTable[]): string[] {
  const keys = definitions.flatMap(({ invariants = {} }) =>
    Object.entries(invariants).flatMap(([key, { expression }]) => (invariantOf(key, expression) ? [] : [key])),
  );
  return [...new Set(keys)].sort();
}

function checkDefinition(path: string, definition: JsonObject, core: Definitions): void {
  const url = textOf(definition['url']);
  const type = textOf(definition['type']);
  const named = url ?? textOf(definition['name']) ?? textOf(definition['id']) ?? 'a StructureDefinition';
  if (url === undefined || type === undefined) {
    throw new AppError(ExitCode.usage, `${named} in ${path} has no url or no type`);
  }
  if (core.base(type) === undefined) {
    throw new AppError(ExitCode.usage, `${named} in ${path} defines a ${type}, which is no type of FHIR R4 (4.0.1)`);
  }
  const { snapshot } = definition;
  if (isObject(snapshot) && listOf(snapshot['element']).some(isObject)) return;
  const hint = 'take the published package of the guide, or build it with snapshots (sushi --snapshot)';
  throw new AppError(ExitCode.usage, `${named} in ${path} has no snapshot`, { hint });
}

/** The value sets of a package, as far as its own code systems are enough to list their codes. */
class PackageValueSets implements ValueSets {
  readonly #resources = new Map<string, JsonObject>();
  readonly #sets = new Map<string, ValueSet | undefined>();

  constructor(resources: readonly JsonObject[]) {
    for (const resource of resources) {
      const url = textOf(resource['url']);
      if (url !== undefined) this.#resources.set(`${resource['resourceType']} ${url}`, resource);
    }
  }

  valueSet(canonical: string): ValueSet | undefined {
    const url = urlOf(canonical);
    if (!this.#sets.has(url)) this.#sets.set(url, this.#expanded(url));
    return this.#sets.get(url);
  }

  #expanded(url: string): ValueSet | undefined {
    const definition = this.#find('ValueSet', url);
    if (definition === undefined) return undefined;
    const definitions = {
      codeSystem: (system: string) => this.#find('CodeSystem', system),
      valueSet: (other: string) => this.#find('ValueSet', other),
    };
    try {
      return setOf(expand(definition, definitions));
    } catch {
      // It needs what the package does not hold: its codes cannot be judged.
      return undefined;
    }
  }

  #find(type: string, url: string): JsonObject | undefined {
    return this.#resources.get(`${type} ${url}`);
  }
}

/** What is not at hand cannot be judged. */
function setOf(expansion: Expansion): ValueSet {
  return new ListedValueSet([...expansion].map(([system, codes]) => [system, (code) => codes?.has(code)]));
}
