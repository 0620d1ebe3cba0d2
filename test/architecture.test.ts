import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAstAsync } from 'vite';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** Which layers each layer may import, itself apart. Type imports count. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  reference: ['core'],
  record: ['core'],
  physiology: ['core', 'reference', 'record'],
  language: ['core', 'reference', 'record', 'physiology'],
  care: ['core', 'reference', 'record'],
  people: ['core', 'reference', 'record', 'care'],
  simulate: ['core', 'reference', 'record', 'physiology', 'language', 'care', 'people'],
  cohort: ['core', 'reference', 'record', 'physiology', 'language', 'care', 'people', 'simulate'],
  trace: ['core', 'reference', 'record', 'physiology', 'language', 'care', 'people', 'simulate'],
  report: ['core', 'reference', 'record', 'physiology', 'simulate'],
  export: ['core', 'reference', 'record'],
  validate: ['core', 'reference'],
  client: ['core'],
  push: ['core', 'client'],
  serve: ['core'],
  cli: [
    'core',
    'reference',
    'record',
    'physiology',
    'language',
    'care',
    'people',
    'simulate',
    'cohort',
    'trace',
    'report',
    'export',
    'validate',
    'client',
    'push',
    'serve',
    'index.ts',
  ],
  'index.ts': [
    'core',
    'reference',
    'record',
    'physiology',
    'language',
    'care',
    'people',
    'simulate',
    'cohort',
    'trace',
    'export',
    'validate',
  ],
};

/** The one file that may use each global of the machine. */
const ONLY_IN: readonly { readonly global: RegExp; readonly files: readonly string[] }[] = [
  { global: /\bnew Date\b|\bDate\./, files: ['core/time.ts'] },
  { global: /\bMath\.(random|pow)\b|\*\*/, files: [] },
  { global: /\bprocess\.(?!nextTick)/, files: ['cli/host.ts', 'cli/main.ts'] },
  { global: /\bperformance\b/, files: ['core/time.ts'] },
  { global: /\bIntl\b|\.toLocale/, files: [] },
];

/** A longer file or a folder of data says why here. */
const LONGEST_FILE = 350;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[];
  readonly topLevelLets: number;
}

interface AstNode {
  readonly type: string;
  readonly kind?: string;
  readonly source?: { readonly value: unknown };
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly { readonly importKind?: string }[];
  readonly declaration?: AstNode | null;
}

function listed(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'generated' || entry.name === 'data' ? [] : listed(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

async function read(path: string): Promise<SourceFile> {
  const text = readFileSync(path, 'utf8');
  const { body } = (await parseAstAsync(text, { lang: 'ts' })) as unknown as { body: readonly AstNode[] };
  const imports = body.flatMap((node) => {
    const from = node.source?.value;
    if (typeof from !== 'string' || !from.startsWith('.')) return [];
    const allTypes =
      (node.specifiers ?? []).length > 0 && (node.specifiers ?? []).every(({ importKind }) => importKind === 'type');
    return [
      {
        from: relative(SRC, join(dirname(path), from)),
        typeOnly: node.importKind === 'type' || node.exportKind === 'type' || allTypes,
      },
    ];
  });
  const lets = body.filter((node) => {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    return declared?.type === 'VariableDeclaration' && declared.kind !== 'const';
  });
  return { path: relative(SRC, path), text, imports, topLevelLets: lets.length };
}

const files = await Promise.all(listed(SRC).map(read));

function layerOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** Text without comments and string contents, so that words in them do not count. */
function code(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\/\/[^\n]*/g, '')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""');
}

describe('the architecture', () => {
  it('has no import from a layer to one that it may not know', () => {
    const forbidden = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => layerOf(from) !== layerOf(path) && !LAYERS[layerOf(path)]?.includes(layerOf(from)))
        .map(({ from }) => `${path} -> ${from}`),
    );
    expect(forbidden).toEqual([]);
  });

  it('reads the whole of src, and its imports', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(({ imports }) => imports).length).toBeGreaterThan(files.length);
  });

  it('knows every folder of src as a layer', () => {
    expect([...new Set(files.map(({ path }) => layerOf(path)))].filter((layer) => !(layer in LAYERS))).toEqual([]);
  });

  it('has no cycle of imports at run time', () => {
    const graph = new Map(
      files.map(({ path, imports }) => [path, imports.filter(({ typeOnly }) => !typeOnly).map(({ from }) => from)]),
    );
    expect(cycleOf(graph)).toBeUndefined();
  });

  it('uses what belongs to the machine only in its one file', () => {
    const misuses = files.flatMap(({ path, text }) =>
      ONLY_IN.filter(({ global, files: allowed }) => !allowed.includes(path) && global.test(code(text))).map(
        ({ global }) => `${path} uses ${global.source}`,
      ),
    );
    expect(misuses).toEqual([]);
  });

  it('has no mutable state at the top of a file', () => {
    expect(files.filter(({ topLevelLets }) => topLevelLets > 0).map(({ path }) => path)).toEqual([]);
  });

  it(`has no source file longer than ${LONGEST_FILE} lines`, () => {
    const long = files.map(({ path, text }) => ({ path, lines: text.split('\n').length }));
    expect(long.filter(({ lines }) => lines > LONGEST_FILE)).toEqual([]);
  });
});

function cycleOf(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...trail, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}
