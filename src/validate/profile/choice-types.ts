import { pathWithoutSlices } from './element-id.ts';
import type { ElementNode } from './element-tree.ts';
import type { Host } from './host.ts';
import type { DefinitionTable, TypeTable } from './tables.ts';

/** The types that a choice may have by its base type, or by the profile where that does not tell. */
export function choiceTypes(
  host: Host,
  table: DefinitionTable,
  parent: ElementNode,
  node: ElementNode,
): readonly string[] {
  const path = pathWithoutSlices(node.element.id);
  const own = host.base(table.type)?.elements.find(({ id }) => id === path);
  const types = own?.types ?? typesInside(host, parent, node.name) ?? node.element.types ?? [];
  return types.map(({ code }) => code);
}

function typesInside(host: Host, parent: ElementNode, name: string): readonly TypeTable[] | undefined {
  // Parts of a complex extension often do not repeat their type.
  const codes = [...(parent.element.types ?? []).map(({ code }) => code), 'Extension'];
  for (const code of codes) {
    const found = host.base(code)?.elements.find(({ id }) => id === name);
    if (found) return found.types;
  }
  return undefined;
}
