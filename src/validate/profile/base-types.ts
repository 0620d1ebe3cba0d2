import type { DefinitionTable } from './tables.ts';

/** Finds the table of a base type. */
export type BaseTypes = (type: string) => DefinitionTable | undefined;

/** Keys of the invariants that a type has from the types it derives from. */
export function inheritedInvariants({ parent }: DefinitionTable, baseTypes: BaseTypes): ReadonlySet<string> {
  return parent === undefined ? new Set() : rootInvariants(typeOfUrl(parent), baseTypes);
}

/** Keys of the invariants that hold of everything of a type. */
export function rootInvariants(type: string, baseTypes: BaseTypes): ReadonlySet<string> {
  const table = baseTypes(type);
  if (table === undefined) return new Set();
  return new Set([...(table.elements[0]?.invariants ?? []), ...inheritedInvariants(table, baseTypes)]);
}

/** The type that R4 defines at a URL. */
export function typeOfUrl(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
