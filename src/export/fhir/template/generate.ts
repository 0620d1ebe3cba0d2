import { PARTS } from '../parts.ts';
import { RESOURCES, SHARED_RESOURCES } from '../resources/index.ts';
import { compileTemplate, type Template, writerName } from './compile.ts';
import type { Shape } from './shape.ts';

const HEADER = `// Generated from the templates in ../resources and ../parts.ts by scripts/build-writers.ts. Do not edit.
import type { PARTS } from '../parts.ts';
import type { RESOURCES, SHARED_RESOURCES } from '../resources/index.ts';
import { escaped, joined, listOf, numeral, objectOf } from '../template/runtime.ts';
import type { View } from '../template/shape.ts';
`;

/** The source of generated/writers.ts: one function for every part and resource, and the table of the resources' ones. */
export function generateWriters(): string {
  const parts = Object.entries(PARTS).map(([name, part]) =>
    writer({ name, shape: part.shape, template: part.template as Template['template'] }, `(typeof PARTS)['${name}']`),
  );
  const resources = writersOf('RESOURCES', RESOURCES);
  const shared = writersOf('SHARED_RESOURCES', SHARED_RESOURCES);
  const functions = [...parts, ...resources, ...shared].join('\n');
  const rows = Object.keys({ ...RESOURCES, ...SHARED_RESOURCES }).map((name) => `  ${name}: ${writerName(name)},`);
  return `${usedImports(functions)}\n${functions}\n${TABLE_COMMENT}\nexport const WRITERS = {\n${rows.join('\n')}\n};\n`;
}

const TABLE_COMMENT = '/** The writer of each resource type: the JSON of a view, in one line. */';

interface Definition {
  readonly shape: Shape;
  readonly template: Template['template'];
}

function writersOf(registry: string, definitions: Readonly<Record<string, Definition>>): string[] {
  return Object.entries(definitions).map(([name, { shape, template }]) =>
    writer({ name, shape, template }, `(typeof ${registry})['${name}']`),
  );
}

function writer(template: Template, type: string): string {
  const { body } = compileTemplate(template);
  return `function ${writerName(template.name)}(v: View<${type}['shape']>): string {\n  ${body}\n}\n`;
}

/** The header without helpers that nothing uses: unused imports do not compile. */
function usedImports(functions: string): string {
  return HEADER.replace(/^import \{ (.*) \} from '\.\.\/template\/runtime\.ts';$/m, (_, names: string) => {
    const used = names.split(', ').filter((name) => functions.includes(`${name}(`));
    return used.length === 0 ? '' : `import { ${used.join(', ')} } from '../template/runtime.ts';`;
  });
}
