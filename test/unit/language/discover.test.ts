import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError, ExitCode } from '../../../src/core/app-error.ts';
import { type Discovery, discoverModules } from '../../../src/language/discover.ts';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'modules-'));
  made.push(folder);
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  }
  return folder;
}

function discover(...folders: readonly string[]): Discovery {
  return discoverModules(folders.map((path, index) => ({ path, builtIn: index === 0 })));
}

function paths(discovery: Discovery): readonly string[] {
  return discovery.modules.map(({ path }) => path);
}

function failure(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const GMF = { name: 'A', states: {} };

describe('discovery of modules', () => {
  it('gmf 1: a file at the top is a module, in a folder a submodule; the identity is the path', () => {
    const discovery = discover(folderOf({ 'copd.json': { ...GMF, name: 'COPD' }, 'medications/otc/x.json': GMF }));
    expect(paths(discovery)).toEqual(['copd', 'medications/otc/x']);
    expect(discovery.module('copd')?.header()).toMatchObject({ kind: 'module', native: false, strict: false });
    expect(discovery.module('medications/otc/x')?.header().kind).toBe('submodule');
    for (const path of ['COPD', 'copd.json', 'x', 'toString']) expect(discovery.module(path)).toBeUndefined();
  });

  it('gmf 1: a broken file says so when it is asked, and affects no other', () => {
    const discovery = discover(
      folderOf({ 'a.json': '{ "name": 1', 'b.json': GMF, 'c.json': Buffer.from([0x7b, 0xff, 0x7d]), 'd.json': '[]' }),
    );
    expect(paths(discovery)).toEqual(['a', 'b', 'c', 'd']);
    expect(discovery.diagnostics).toEqual([]);
    const codes = discovery.modules.map((module) => module.header().diagnostics.map(({ code }) => code));
    expect(codes).toEqual([['json-syntax'], [], ['file-encoding'], ['not-a-module']]);
    expect(discovery.modules.map((module) => module.header().kind)).toEqual([
      undefined,
      'module',
      undefined,
      undefined,
    ]);
    expect(discovery.module('a')?.source().diagnostics[0]?.file).toBe(discovery.module('a')?.file);
  });

  it('a file that is gone when it is asked for is told as a diagnostic', () => {
    const folder = folderOf({ 'a.json': GMF });
    const discovery = discover(folder);
    rmSync(join(folder, 'a.json'));
    expect(discovery.module('a')?.header().diagnostics).toMatchObject([{ severity: 'error', code: 'file-unreadable' }]);
  });

  it('gmf 2: looking twice gives the same order, and one list cannot be changed through the other', () => {
    const folder = folderOf({
      'b.json': GMF,
      'a.json': GMF,
      'a/z.json': GMF,
      'a-b.json': GMF,
      'B.json': GMF,
      'é.json': GMF,
    });
    const [first, second] = [discover(folder), discover(folder)];
    expect(paths(first)).toEqual(['B', 'a', 'a-b', 'a/z', 'b', 'é']);
    expect(paths(second)).toEqual(paths(first));
    expect(() => (first.modules as unknown[]).pop()).toThrow();
    expect(second.modules).toHaveLength(6);
  });

  it('gmf 3: a further folder adds its modules, and replaces those of the same path with a note', () => {
    const own = folderOf({ 'a.json': GMF, 'x/b.json': GMF });
    const added = folderOf({ 'c.json': GMF, 'x/b.json': { ...GMF, name: 'Mine' } });
    const discovery = discover(own, added);
    expect(paths(discovery)).toEqual(['a', 'c', 'x/b']);
    expect(discovery.modules.map(({ builtIn }) => builtIn)).toEqual([true, false, false]);
    expect(discovery.module('x/b')).toMatchObject({ folder: added, file: join(added, 'x/b.json') });
    expect(discovery.diagnostics).toMatchObject([
      {
        severity: 'note',
        code: 'file-replaced',
        file: join(added, 'x/b.json'),
        message: `replaces ${join(own, 'x/b.json')}`,
      },
    ]);
  });

  it('kind inside the file wins over the folder, and strict is said', () => {
    const discovery = discover(
      folderOf({
        'body/asthma.json': { ...GMF, kind: 'module', strict: true },
        'a.json': { ...GMF, kind: 'signals' },
        'b.json': { kind: null },
      }),
    );
    expect(discovery.module('body/asthma')?.header()).toMatchObject({ kind: 'module', native: true, strict: true });
    expect(discovery.module('a')?.header()).toMatchObject({ kind: 'signals', native: true, strict: false });
    expect(discovery.module('b')?.header()).toMatchObject({ kind: 'module', native: false });
  });

  it('an unknown kind and a strict that is no truth value are errors at their place', () => {
    const discovery = discover(folderOf({ 'a.json': '{\n "kind": "submodul",\n "strict": "yes"\n}' }));
    expect(discovery.module('a')?.header().diagnostics).toMatchObject([
      {
        code: 'unknown-kind',
        pointer: '/kind',
        position: { line: 2, column: 10 },
        message: expect.stringContaining('did you mean "submodule"?'),
      },
      { code: 'strict-type', pointer: '/strict', position: { line: 3, column: 12 } },
    ]);
  });

  it('a file with signals says its kind', () => {
    const discovery = discover(folderOf({ 'a.json': '{\n "name": "A",\n "signals": {}\n}' }));
    expect(discovery.module('a')?.header()).toMatchObject({
      kind: undefined,
      diagnostics: [
        {
          code: 'kind-missing',
          pointer: '/signals',
          position: { line: 3, column: 13 },
          hint: 'add "kind": "signals" at the top of the file',
        },
      ],
    });
  });

  it('cases, tables and hidden files are no modules', () => {
    const folder = folderOf({
      ...{ 'a.json': GMF, 'a.cases.json': GMF, '.hidden.json': GMF, '.git/x.json': GMF },
      ...{ 'lookup_tables/t.json': GMF, 'sub/lookup_tables/t.json': GMF, 'README.md': '#' },
    });
    expect(paths(discover(folder))).toEqual(['a']);
  });

  it('a source is read once', () => {
    const discovery = discover(folderOf({ 'a.json': GMF }));
    const file = discovery.module('a');
    expect(file?.source()).toBe(file?.source());
    expect(file?.header()).toBe(file?.header());
  });

  it('links are followed; one that leads back or nowhere is a warning', () => {
    const target = folderOf({ 'b.json': GMF });
    const folder = folderOf({ 'a.json': GMF });
    symlinkSync(target, join(folder, 'linked'));
    symlinkSync(folder, join(folder, 'round'));
    symlinkSync(join(folder, 'none'), join(folder, 'dangling.json'));
    const discovery = discover(folder);
    expect(paths(discovery)).toEqual(['a', 'linked/b']);
    expect(discovery.diagnostics.map(({ code }) => code)).toEqual(['broken-link', 'broken-link']);
  });

  it('a folder that does not exist, is a file, or holds no module is a usage error that names it', () => {
    const empty = folderOf({ 'README.md': '#', 'lookup_tables/x.csv': 'a,b' });
    const missing = join(empty, 'missing');
    for (const [folder, message] of [
      [empty, `there is no module in ${empty}`],
      [missing, `there is no folder ${missing}`],
      [join(empty, 'README.md'), `${join(empty, 'README.md')} is not a folder`],
    ] as const) {
      expect(failure(() => discover(folder))).toMatchObject({ exitCode: ExitCode.usage, message });
    }
  });
});

describe('discovery of tables', () => {
  const files = {
    ...{ 'heart/plain.json': GMF, 'heart/native.json': { ...GMF, kind: 'module' }, 'top.json': GMF },
    ...{
      'heart/rates.csv': 'beside',
      'lookup_tables/rates.csv': 'common',
      'lookup_tables/only.csv': 'x',
      'other/far.csv': 'y',
    },
  };

  function text(discovery: Discovery, name: string, from: string): string | undefined {
    const module = discovery.module(from);
    if (!module) throw new Error(from);
    return discovery.table(name, module)?.read().text;
  }

  it('a native module finds the table beside it first, a plain one that of lookup_tables', () => {
    const discovery = discover(folderOf(files));
    expect(text(discovery, 'rates.csv', 'heart/native')).toBe('beside');
    expect(text(discovery, 'rates.csv', 'heart/plain')).toBe('common');
    expect(text(discovery, 'only.csv', 'heart/native')).toBe('x');
    expect(text(discovery, 'far.csv', 'heart/native')).toBeUndefined();
    expect(text(discovery, '../secret.csv', 'heart/native')).toBeUndefined();
  });

  it('a table of a later folder replaces an earlier one', () => {
    const discovery = discover(folderOf(files), folderOf({ 'z.json': GMF, 'lookup_tables/only.csv': 'new' }));
    expect(text(discovery, 'only.csv', 'top')).toBe('new');
    expect(discovery.diagnostics).toMatchObject([{ code: 'file-replaced' }]);
  });

  it('names of tables are given for suggestions', () => {
    const discovery = discover(folderOf(files));
    const [native, , top] = discovery.modules;
    expect(native && discovery.tableNames(native)).toEqual(['only.csv', 'rates.csv']);
    expect(top && discovery.tableNames(top)).toEqual(['heart/rates.csv', 'only.csv', 'other/far.csv', 'rates.csv']);
  });
});
