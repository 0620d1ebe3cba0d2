import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError, ExitCode } from '../../../src/core/app-error.ts';
import { OutputFolder } from '../../../src/export/sink.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sink-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function failure(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('OutputFolder', () => {
  it.each([false, true])('writes files and tells their size and hash (fsync: %s)', (fsync) => {
    const out = new OutputFolder(root, { fsync });
    const bytes = Buffer.from('héllo');
    const written = out.write('a/b/x.json', bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(written).toEqual({ path: 'a/b/x.json', bytes: bytes.length, sha256 });
    expect(readFileSync(join(root, 'a/b/x.json'))).toEqual(bytes);
  });

  it('gives a file its name only when it is complete', () => {
    const file = new OutputFolder(root).create('x.csv');
    file.text('one\n');
    expect(readdirSync(root)).toEqual(['x.csv.tmp']);
    file.close();
    expect(readdirSync(root)).toEqual(['x.csv']);
  });

  it('puts texts and bytes together in the order in which they came', () => {
    const file = new OutputFolder(root).create('x');
    const long = 'é'.repeat(400_000);
    const parts = ['a', long, 'b', long, 'c'];
    for (const part of parts) file.text(part);
    file.write(Buffer.from('d'));
    file.text('e');
    const expected = Buffer.from(`${parts.join('')}de`);
    expect(file.close()).toMatchObject({
      bytes: expected.length,
      sha256: createHash('sha256').update(expected).digest('hex'),
    });
    expect(readFileSync(join(root, 'x')).equals(expected)).toBe(true);
  });

  it.each([0, 1, 3])('makes one file of %i, with one header', (number) => {
    const out = new OutputFolder(root);
    // Beyond the size in which files are read.
    const bodies = Array.from({ length: number }, (_, i) => `${i}`.repeat(1_500_000));
    const parts = bodies.map((body, i) => out.write(`x.from-${i}`, Buffer.from(`head\n${body}`)));
    const expected = Buffer.from(number === 0 ? '' : `head\n${bodies.join('')}`);
    expect(out.join('x', parts, 'head\n'.length)).toEqual({
      path: 'x',
      bytes: expected.length,
      sha256: createHash('sha256').update(expected).digest('hex'),
    });
    expect(readFileSync(join(root, 'x')).equals(expected)).toBe(true);
    expect(readdirSync(root)).toEqual(['x']);
  });

  it('leaves nothing of incomplete files when it is aborted, and keeps complete ones', () => {
    const out = new OutputFolder(root);
    out.write('done', Buffer.from('1'));
    out.create('half').text('2');
    out.create('empty');
    out.abort();
    expect(readdirSync(root)).toEqual(['done']);
    out.abort();
  });

  it('replaces a file and the leftover of a crash', () => {
    writeFileSync(join(root, 'x'), 'old');
    writeFileSync(join(root, 'x.tmp'), 'left over, and longer than the new one');
    new OutputFolder(root).write('x', Buffer.from('new'));
    expect(readFileSync(join(root, 'x'), 'utf8')).toBe('new');
    expect(readdirSync(root)).toEqual(['x']);
  });

  it('says what to do when a part of the path is a file', () => {
    writeFileSync(join(root, 'a'), '');
    for (const path of ['a/x', 'a/b/x']) {
      const error = failure(() => new OutputFolder(root).write(path, Buffer.from('1')));
      expect(error.exitCode).toBe(ExitCode.environment);
      expect(error.message).toMatch(
        /cannot make the folder .*: a (part of the path is a file|file stands where a folder is needed)/,
      );
      expect(error.hint).toMatch(/--out/);
    }
  });

  it('removes the half-written file when its name is taken by a folder', () => {
    mkdirSync(join(root, 'x', 'inside'), { recursive: true });
    const error = failure(() => new OutputFolder(root).write('x', Buffer.from('1')));
    expect(error.exitCode).toBe(ExitCode.environment);
    expect(readdirSync(root)).toEqual(['x']);
  });

  it.skipIf(process.getuid?.() === 0)('says that permission is missing', () => {
    chmodSync(root, 0o500);
    const error = failure(() => new OutputFolder(root).write('x', Buffer.from('1')));
    chmodSync(root, 0o700);
    expect(error.message).toMatch(/permission was denied/);
  });
});
