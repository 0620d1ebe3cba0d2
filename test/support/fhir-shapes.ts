import model from 'fhirpath/fhir-context/r4';

/**
 * The shapes of R4 as fhirpath.js has them: which elements a path has, of which types. Paths are those of definitions: a type of data starts
 * its own (`Quantity.value`), parts of a resource or type stay below it (`Observation.component.code`).
 */
interface Model {
  readonly path2Type: Readonly<Record<string, string | { readonly code: string } | readonly unknown[]>>;
  readonly path2Repeating?: Readonly<Record<string, boolean>>;
  readonly choiceTypePaths: Readonly<Record<string, readonly string[]>>;
  readonly pathsDefinedElsewhere: Readonly<Record<string, string>>;
  readonly type2Parent: Readonly<Record<string, string>>;
}

const SHAPES = model as unknown as Model;

export interface Child {
  /** As JSON names it: `valueQuantity`. */
  readonly key: string;
  /** As a definition names it: `value`. */
  readonly name: string;
  readonly type: string;
  /** Where its own children are defined. */
  readonly path: string;
  readonly isList: boolean;
}

const PRIMITIVE_CHOICES = new Set(
  'Base64Binary Boolean Canonical Code Date DateTime Decimal Id Instant Integer Markdown Oid PositiveInt String Time UnsignedInt Uri Url Uuid'.split(
    ' ',
  ),
);

const CHILDREN = childrenByPath();

export function childrenOf(path: string): readonly Child[] {
  const own = CHILDREN.get(path);
  const parent = SHAPES.type2Parent[path];
  return own ?? (parent === undefined ? [] : childrenOf(parent));
}

export function isResourceType(type: string): boolean {
  const parent = SHAPES.type2Parent[type];
  return parent !== undefined && (parent === 'Resource' || isResourceType(parent));
}

export function isPrimitive(type: string): boolean {
  return /^[a-z]/.test(type) || type.startsWith('System.') || type.startsWith('http');
}

function childrenByPath(): ReadonlyMap<string, readonly Child[]> {
  const found = new Map<string, Child[]>();
  const add = (path: string, type: string, types: readonly string[] | undefined) => {
    const dot = path.lastIndexOf('.');
    const name = path.slice(dot + 1);
    const parent = path.slice(0, dot);
    const isList = isRepeating(path);
    const list = found.get(parent) ?? [];
    found.set(parent, list);
    if (types === undefined) list.push({ key: name, name, type, path: pathOf(path, type), isList });
    else {
      for (const each of types) {
        const lower = isPrimitiveChoice(each) ? `${each[0]?.toLowerCase()}${each.slice(1)}` : each;
        list.push({ key: `${name}${each}`, name, type: lower, path: pathOf(path, lower), isList: false });
      }
    }
  };
  const ofChoices = new Set(
    Object.entries(SHAPES.choiceTypePaths).flatMap(([path, types]) => [path, ...types.map((type) => `${path}${type}`)]),
  );
  for (const [path, type] of Object.entries(SHAPES.path2Type)) {
    if (!ofChoices.has(path)) add(path, codeOf(type), undefined);
  }
  for (const path of Object.keys(SHAPES.pathsDefinedElsewhere)) {
    if (!(path in SHAPES.path2Type)) add(path, 'BackboneElement', undefined);
  }
  for (const [path, types] of Object.entries(SHAPES.choiceTypePaths)) add(path, '', types);
  return found;
}

function isPrimitiveChoice(type: string): boolean {
  return PRIMITIVE_CHOICES.has(type);
}

function codeOf(type: Model['path2Type'][string]): string {
  if (typeof type === 'string') return type;
  return 'code' in type ? type.code : String(type);
}

function pathOf(path: string, type: string): string {
  const elsewhere = SHAPES.pathsDefinedElsewhere[path];
  if (elsewhere !== undefined) return elsewhere;
  return type === 'BackboneElement' || type === 'Element' ? path : type;
}

function isRepeating(path: string): boolean {
  return SHAPES.path2Repeating?.[path] === true;
}
