import { lastStep, nameOfStep, parentOf, sliceOfStep } from './element-id.ts';
import type { DefinitionTable, ElementTable } from './tables.ts';

/** An element of a profile with what stands below it. */
export interface ElementNode {
  readonly element: ElementTable;
  /** The name of the property, `value[x]` of a choice. */
  readonly name: string;
  readonly children: Map<string, ElementNode>;
  readonly slices: Map<string, ElementNode>;
}

/** The elements of a definition as a tree; what the table left out is added without demands. */
export function elementTree({ elements }: DefinitionTable): ElementNode {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const nodes = new Map<string, ElementNode>();
  const nodeOf = (id: string): ElementNode => {
    const known = nodes.get(id);
    if (known) return known;
    const name = nameOfStep(lastStep(id));
    const node = { element: byId.get(id) ?? { id }, name, children: new Map(), slices: new Map() };
    nodes.set(id, node);
    if (id !== '') attach(node, id, nodeOf);
    return node;
  };
  for (const { id } of elements) nodeOf(id);
  return nodeOf('');
}

function attach(node: ElementNode, id: string, nodeOf: (id: string) => ElementNode): void {
  const slice = sliceOfStep(lastStep(id));
  if (slice === undefined) {
    nodeOf(parentOf(id)).children.set(node.name, node);
    return;
  }
  const slash = slice.lastIndexOf('/');
  // A slice of a slice is named after it: `a/b`.
  const whole =
    slash === -1 ? id.slice(0, id.length - slice.length - 1) : id.slice(0, id.length - (slice.length - slash));
  nodeOf(whole).slices.set(slice, node);
}

/** The element with an id, which has no slices in it. */
export function nodeAt(root: ElementNode, id: string): ElementNode {
  return id.split('.').reduce((node, step) => node.children.get(step) ?? node, root);
}

/** The name of a slice. */
export function sliceName({ element }: ElementNode): string {
  return element.id.slice(element.id.lastIndexOf(':') + 1);
}
