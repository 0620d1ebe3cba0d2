import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FilePiece, type ReadOptions, readPieces } from '../../../src/core/bundle-reader.ts';
import { type ByteSource, fileSource, streamSource } from '../../../src/core/byte-source.ts';
import { ReadFault } from '../../../src/core/read-fault.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reader-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Bytes in pieces of these sizes, over and over. */
function source(text: string | Uint8Array, sizes: readonly number[] = [7], file = 'x.json', again = true): ByteSource {
  const bytes = Buffer.from(text);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const size = sizes[i % sizes.length] ?? 1;
      const piece = Buffer.from(bytes.subarray(at, at + size));
      yield piece;
      // Who still looks at an earlier piece shall see that it is gone.
      piece.fill(0xff);
      at += size;
    }
  }
  return { ...streamSource(pieces(), file), isRepeatable: again, chunks: pieces };
}

async function all(from: ByteSource, options?: ReadOptions) {
  const pieces: unknown[] = [];
  for await (const piece of readPieces(from, options)) pieces.push(told(piece));
  return pieces;
}

function told(piece: FilePiece): unknown {
  if (piece.kind === 'bundle' || piece.kind === 'bundle-end') return piece;
  return { kind: piece.kind, index: piece.index, line: piece.place.line, json: piece.json() };
}

async function faultOf(from: ByteSource, options?: ReadOptions): Promise<ReadFault> {
  const error = await all(from, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ReadFault)) throw new Error(`no ReadFault but ${error}`);
  return error;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const spacing = fc.constantFrom('', ' ', '\n', '\t', '\r\n');
const objects = fc.dictionary(fc.string(), fc.jsonValue());

describe('readPieces', () => {
  it('reads any resource in any pieces as JSON.parse does', async () => {
    await fc.assert(
      fc.asyncProperty(objects, fc.constantFrom(0, 2), sizes, async (members, indent, pieces) => {
        const text = JSON.stringify({ ...members, resourceType: 'Basic' }, null, indent);
        const read = await all(source(text, pieces));
        expect(read).toEqual([{ kind: 'resource', index: 0, line: 1, json: JSON.parse(text) }]);
      }),
    );
  });

  it('reads any bundle in any pieces: head, entries, end', async () => {
    const order = fc.shuffledSubarray(['resourceType', 'type', 'entry', 'total'], { minLength: 4 });
    const bundles = fc.record({ entry: fc.array(fc.jsonValue()), total: fc.jsonValue(), order, space: spacing });
    await fc.assert(
      fc.asyncProperty(bundles, sizes, async ({ entry, total, order: keys, space }, pieces) => {
        const values: Record<string, unknown> = { resourceType: 'Bundle', type: 'batch', entry, total };
        const member = (key: string) =>
          key === 'entry'
            ? `[${entry.map((item) => space + JSON.stringify(item, null, 1) + space).join(',')}]`
            : JSON.stringify(values[key]);
        const text = `${space}{${keys.map((key) => `"${key}"${space}:${space}${member(key)}`).join(`${space},`)}}${space}`;
        const read = (await all(source(text, pieces))) as { kind: string; json: unknown; members: object }[];
        const { entry: parsed, ...others } = JSON.parse(text) as Record<string, unknown> & { entry: unknown[] };
        const members = parsed.length === 0 ? { ...others, entry: [] } : others;
        expect(read[0]?.members).toMatchObject({ resourceType: 'Bundle', type: 'batch' });
        expect(read.slice(1, -1).map(({ json }) => json)).toEqual(parsed);
        expect(read.at(-1)).toEqual({ kind: 'bundle-end', members, repeated: [] });
      }),
    );
  });

  it('reads any lines in any pieces', async () => {
    const lines = fc.array(fc.tuple(objects, fc.constantFrom('\n', '\r\n', '\n\n', '\n \r\n')));
    await fc.assert(
      fc.asyncProperty(lines, sizes, fc.boolean(), async (given, pieces, isEnded) => {
        const text = given.map(([json, end]) => JSON.stringify(json) + end).join('');
        const read = (await all(source(`\uFEFF${isEnded ? text : text.trimEnd()}`, pieces, 'x.ndjson'))) as {
          json: unknown;
        }[];
        expect(read.map(({ json }) => json)).toEqual(given.map(([json]) => JSON.parse(JSON.stringify(json))));
      }),
    );
  });

  it('tells index, line, column and offset of entries', async () => {
    const text = '{"resourceType":"Bundle","type":"batch","entry":[\n  {"a":1},\n  {"é":\n2}, {"b":3}]}';
    const places = [];
    for await (const piece of readPieces(source(text, [3])))
      if (piece.kind === 'entry') places.push([piece.index, piece.place, piece.text()]);
    const bytes = Buffer.from(text);
    expect(places).toEqual([
      [0, { line: 2, column: 3, offset: bytes.indexOf('{"a"') }, '{"a":1}'],
      [1, { line: 3, column: 3, offset: bytes.indexOf('{"é"') }, '{"é":\n2}'],
      [2, { line: 4, column: 5, offset: bytes.indexOf('{"b"') }, '{"b":3}'],
    ]);
  });

  it('knows what a bundle is before its entries, wherever that is written, if it can read twice', async () => {
    const text =
      '{"entry":[{"resource":{"resourceType":"Bundle","entry":[1]}}],"type":"batch","resourceType":"Bundle"}';
    expect((await all(source(text)))[0]).toEqual({
      kind: 'bundle',
      members: { type: 'batch', resourceType: 'Bundle' },
    });
    expect((await all(source(text, [5], 'x.json', false)))[0]).toEqual({ kind: 'bundle', members: {} });
    const list = text.replace(/Bundle"}$/, 'List"}');
    expect(await all(source(list))).toMatchObject([{ kind: 'resource', json: JSON.parse(list) }]);
    expect((await faultOf(source(list, [5], 'x.json', false))).message).toContain('which is not Bundle');
  });

  it('takes the entries of anything but a bundle for a member of it', async () => {
    const list = { resourceType: 'List', entry: [{ item: { reference: 'Patient/1' } }, {}] };
    expect(await all(source(JSON.stringify(list)))).toMatchObject([{ kind: 'resource', json: list }]);
  });

  it('reads bundles without entries', async () => {
    const none = { resourceType: 'Bundle' };
    expect(await all(source('{"resourceType":"Bundle"}'))).toEqual([
      { kind: 'bundle', members: none },
      { kind: 'bundle-end', members: none, repeated: [] },
    ]);
    for (const entry of [[], {}, null]) {
      const read = await all(source(JSON.stringify({ ...none, entry })));
      expect(read.at(-1)).toEqual({ kind: 'bundle-end', members: { ...none, entry }, repeated: [] });
    }
  });

  it('tells members that are written twice', async () => {
    const text = '{"resourceType":"Bundle","type":"batch","type":"batch","entry":[{"a":{"b":1,"b":2}}]}';
    const counted = [];
    for await (const piece of readPieces(source(text))) {
      if (piece.kind === 'bundle-end') expect(piece.repeated).toEqual(['type']);
      if (piece.kind === 'entry') counted.push(piece.members);
    }
    expect(counted).toEqual([3]);
    const twice = '{"resourceType":"Bundle","entry":[],"entry":[]}';
    expect((await faultOf(source(twice))).message).toBe('x.json: the member "entry" is written twice');
  });

  it.each([
    ['', 'x.json: it is empty'],
    [' \n ', 'x.json: it is empty'],
    ['[{}]', 'x.json:1:1: it holds a JSON list, where FHIR has one object'],
    ['\u0000\u0001\u0002', 'x.json:1:1: this is no JSON: an object is expected'],
    ['{"a":1', 'x.json:1:7: the file ends in the middle of its JSON: is it cut off?'],
    ['{"resourceType":"Bundle","entry":[{"a":1},{"a"', 'x.json:1:47: the file ends in the middle of its JSON'],
    ['{"a":1}\n x', 'x.json:2:2: the file goes on after the end of its object'],
    ['{"a":1}{', 'x.json:1:8: the file goes on after the end of its object'],
    ['{"a" 1}', 'x.json:1:6: : is expected'],
    ['{"a":1,}', 'x.json:1:8: the name of a member is expected'],
    ['{"a":,}', 'x.json:1:6: a value is expected'],
    ['{a:1}', 'x.json:1:2: the name of a member or } is expected'],
    ['{"a":1 "b":2}', 'x.json:1:8: , or } is expected'],
    ['{"resourceType":"Bundle","entry":[1,]}', 'x.json:1:37: a value is expected'],
    ['{"resourceType":"Bundle","entry":[1 2]}', 'x.json:1:37: , or ] is expected'],
    ['{"a":nul}', 'x.json:1:6: '],
    ['{"a":\n{"b":01}}', 'x.json:2:7: '],
    ['{"a":"\\x"}', 'x.json:1:6: a backslash is followed by something that is no JSON escape'],
    [`{"a":${'['.repeat(300)}${']'.repeat(300)}}`, 'x.json:1:6: it is nested more than 200 levels deep'],
  ])('refuses %j', async (text, message) => {
    for (const pieces of [[1], [3], [1000]]) {
      expect((await faultOf(source(text, pieces))).message.slice(0, message.length)).toBe(message);
    }
  });

  it('names the line of a fault, and reads on behind it', async () => {
    const text = '{"a":1}\n{"a":\n\n{"b":2}\n{"c":';
    const read: unknown[] = [];
    for await (const piece of readPieces(source(text, [4], 'x.ndjson'))) {
      if (piece.kind !== 'resource') continue;
      try {
        read.push(piece.json());
      } catch (error) {
        read.push((error as ReadFault).place);
      }
    }
    expect(read).toEqual([{ a: 1 }, { offset: 13, line: 2, column: 6 }, { b: 2 }, { offset: 28, line: 5, column: 6 }]);
  });

  it('refuses what is longer than it holds', async () => {
    const long = 'x'.repeat(100);
    const bundle = `{"resourceType":"Bundle","entry":[{"a":1},{"a":"${long}"}]}`;
    expect((await faultOf(source(bundle), { limit: 50 })).message).toMatch(
      /^x.json:1:43: one value is longer than 50 bytes/,
    );
    const members = `{${Array.from({ length: 20 }, (_, i) => `"a${i}":"xxxx"`).join()}}`;
    expect((await faultOf(source(members), { limit: 50 })).message).toMatch(/the resource is longer than 50 bytes/);
    const lines = `{"a":1}\n{"a":"${long}"}\n`;
    expect((await faultOf(source(lines, [7], 'x.ndjson'), { limit: 50 })).message).toMatch(/^x.ndjson:2:1: the line/);
    expect((await faultOf(source(lines, [999], 'x.ndjson'), { limit: 50 })).message).toMatch(/^x.ndjson:2:1: the line/);
  });

  it('refuses what is not UTF-8', async () => {
    const latin = Buffer.from('{"a":"é"}', 'latin1');
    expect((await faultOf(source(latin))).message).toBe('x.json:1:6: the text is not UTF-8');
  });

  it('guesses the form of what has no name that says it', async () => {
    const lines = '{"a":1}\n{"b":2}\n';
    expect(await all(source(lines, [3], '-'))).toHaveLength(2);
    expect(await all(source('{"resourceType":"Bundle",\n"entry":[1]}', [3], '-'))).toHaveLength(3);
    expect(await all(source('{"a":1}\n\n', [3], '-'))).toHaveLength(1);
    expect(await all(source('{"a":1}', [3], '-'))).toHaveLength(1);
  });

  it('unpacks gzip, whatever it is called', async () => {
    const text = JSON.stringify({ resourceType: 'Bundle', entry: Array.from({ length: 5000 }, (_, i) => ({ i })) });
    const packed = gzipSync(text);
    for (const name of ['x.json.gz', 'x.json']) {
      const path = join(folder, name);
      writeFileSync(path, packed);
      let read = 0;
      const pieces = await all(fileSource(path), {
        onRead: (bytes) => {
          read += bytes;
        },
      });
      expect(pieces).toHaveLength(5002);
      expect(read).toBe(packed.length);
    }
  });

  it('says so when gzip data are cut off, broken or none', async () => {
    const packed = gzipSync('{"a":"'.padEnd(10_000, 'abcdefg'));
    const broken = Buffer.from(packed).fill(0xff, 20, 40);
    const cases = [
      [packed.subarray(0, -20), 'its gzip data end too early: is it cut off?'],
      [broken, 'gzip cannot unpack it'],
      [Buffer.from('{"a":1}'), 'it is not packed by gzip, as its name says'],
    ] as const;
    for (const [bytes, message] of cases) {
      const path = join(folder, 'y.json.gz');
      writeFileSync(path, bytes);
      expect((await faultOf(fileSource(path, 'y.json.gz'))).message).toContain(`y.json.gz: ${message}`);
    }
  });

  it('closes the file when it is given up', async () => {
    const path = join(folder, 'list.json');
    writeFileSync(path, '[]');
    const open = () => readdirSync('/proc/self/fd').length;
    const before = existsSync('/proc/self/fd') ? open() : 0;
    for (let i = 0; i < 5; i++) await faultOf(fileSource(path));
    expect(existsSync('/proc/self/fd') ? open() : 0).toBe(before);
  });

  it('says when a file cannot be read', async () => {
    await expect(all(fileSource(join(folder, 'none.json')))).rejects.toThrow(
      /cannot read .*none.json: it does not exist/,
    );
    await expect(all(fileSource(folder))).rejects.toThrow(/it is a folder/);
  });
});
