import type { Path } from '../define.ts';
import { ENGINE_ATTRIBUTES, HONOURED_ATTRIBUTES } from '../engine-attributes.ts';
import type { AttributeDeclaration } from '../schema.ts';
import type { AttributeUse } from '../slots.ts';
import type { CheckedModule } from './check.ts';
import { objectsIn } from './walk.ts';

/** What a native file says of an attribute. */
export interface Declared {
  readonly module: CheckedModule;
  readonly name: string;
  readonly declaration: AttributeDeclaration;
  readonly path: Path;
}

const SUPPLIED: ReadonlySet<string> = new Set(ENGINE_ATTRIBUTES);

/** Who declares, writes and reads the attributes of a program: one name space for all its files. */
export class AttributeIndex {
  readonly #declared = new Map<string, Declared[]>();
  readonly #written = new Set<string>();
  readonly #read = new Set<string>();

  constructor(modules: readonly CheckedModule[]) {
    for (const module of modules) {
      for (const declared of declarationsOf(module)) {
        const known = this.#declared.get(declared.name);
        if (known) known.push(declared);
        else this.#declared.set(declared.name, [declared]);
      }
      for (const { attribute, mode } of module.uses) (mode === 'read' ? this.#read : this.#written).add(attribute);
      for (const { attribute } of targetReads(module)) this.#read.add(attribute);
    }
  }

  /** The declarations of a name, in the order of the files; natively a name should have one type. */
  declarations(name: string): readonly Declared[] {
    return this.#declared.get(name) ?? [];
  }

  get declaredNames(): readonly string[] {
    return [...this.#declared.keys()];
  }

  /** Names that somebody writes, or the program supplies. */
  get knownNames(): readonly string[] {
    return [...ENGINE_ATTRIBUTES, ...this.#written];
  }

  /** Whether some file writes it. */
  isWritten(name: string): boolean {
    return this.#written.has(name);
  }

  /** Whether some file reads it, or the program. */
  isRead(name: string): boolean {
    return this.#read.has(name) || HONOURED_ATTRIBUTES.has(name);
  }

  /** Whether the program itself gives it to a person. */
  isSupplied(name: string): boolean {
    return SUPPLIED.has(name);
  }
}

/** The declarations of one file. */
export function declarationsOf(module: CheckedModule): readonly Declared[] {
  return Object.entries(module.parsed.header.attributes ?? {}).map(([name, declaration]) => ({
    module,
    name,
    declaration,
    path: ['attributes', name],
  }));
}

/** The attributes that the conditions of a file's targets read. */
export function targetReads(module: CheckedModule): readonly AttributeUse[] {
  return objectsIn(module.parsed.header.targets, ['targets']).flatMap(({ json, path }) =>
    ['attribute', 'referenced_by_attribute'].flatMap((field): AttributeUse[] => {
      const attribute = json[field];
      return typeof attribute === 'string' ? [{ attribute, mode: 'read', path: [...path, field] }] : [];
    }),
  );
}

/** Whether a field may name a state as well as an attribute. */
export function isReasonField(field: PropertyKey | undefined): field is 'reason' | 'while' {
  return field === 'reason' || field === 'while';
}

/** The reads of a file, those of its targets included; fields that may also name states are left out. */
export function plainReads(module: CheckedModule): readonly AttributeUse[] {
  return [
    ...module.uses.filter(({ mode, path }) => mode === 'read' && !isReasonField(path.at(-1))),
    ...targetReads(module),
  ];
}

/** The first use of each attribute. */
export function firstUses(uses: readonly AttributeUse[]): readonly AttributeUse[] {
  const byName = new Map<string, AttributeUse>();
  for (const use of uses) if (!byName.has(use.attribute)) byName.set(use.attribute, use);
  return [...byName.values()];
}
