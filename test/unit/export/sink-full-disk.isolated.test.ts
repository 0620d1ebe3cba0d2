import { mkdtempSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExitCode } from '../../../src/core/app-error.ts';
import { OutputFolder } from '../../../src/export/sink.ts';

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  return { ...fs, writeSync: vi.fn(fs.writeSync) };
});

type Write = (descriptor: number, bytes: Uint8Array, offset: number, length?: number) => number;

const write = vi.mocked(writeSync as Write);
const really = write.getMockImplementation() as Write;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sink-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  write.mockImplementation(really);
});

describe('a disk that fills up', () => {
  it('ends in one clear error and leaves no part of the file', () => {
    const out = new OutputFolder(root);
    out.write('before', Buffer.from('1'));
    write.mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    });
    const file = out.create('x');
    expect(() => file.write(Buffer.from('2'))).toThrow(
      expect.objectContaining({
        exitCode: ExitCode.environment,
        message: expect.stringMatching(/x: the disk is full/),
      }),
    );
    expect(readdirSync(root)).toEqual(['before']);
    out.abort();
  });

  it('goes on after a write that took a part only', () => {
    write.mockImplementation((descriptor, bytes, offset) => really(descriptor, bytes, offset, 1));
    const written = new OutputFolder(root).write('x', Buffer.from('hello'));
    expect(written.bytes).toBe(5);
    expect(readFileSync(join(root, 'x'), 'utf8')).toBe('hello');
  });
});
