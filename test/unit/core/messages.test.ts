import { describe, expect, it } from 'vitest';
import { AppError, ExitCode } from '../../../src/core/app-error.ts';
import { isKnownSystem, sameCode, systemUri } from '../../../src/core/code.ts';
import {
  compareDiagnostics,
  type Diagnostic,
  formatDiagnostic,
  hasErrors,
  pointerOf,
} from '../../../src/core/diagnostic.ts';
import { LineIndex } from '../../../src/core/line-index.ts';
import { didYouMean, nearest } from '../../../src/core/suggest.ts';

describe('suggestions', () => {
  const STATES = ['Massachusetts', 'Maine', 'Maryland', 'Michigan'];

  it.each([
    ['Masachusetts', 'Massachusetts'],
    ['massachusetts', 'Massachusetts'],
    ['Miane', 'Maine'],
    ['Marlyand', 'Maryland'],
    ['Michgan', 'Michigan'],
  ])('%s is meant as %s', (word, meant) => {
    expect(nearest(word, STATES)).toBe(meant);
  });

  it('are not made for what nobody can have meant', () => {
    expect(nearest('Texas', STATES)).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
    expect(didYouMean('Texas', STATES)).toBe('');
  });

  it('take the nearest of several, the first of equals', () => {
    expect(nearest('cat', ['cart', 'cat'])).toBe('cat');
    expect(nearest('cat', ['bat', 'rat'])).toBe('bat');
  });

  it('are a question', () => {
    expect(didYouMean('Gaurd', ['Guard', 'Delay'])).toBe('; did you mean "Guard"?');
  });
});

describe('diagnostics', () => {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'unknown-state',
    message: 'there is no such state',
    file: 'modules/a.json',
    pointer: '/states/A~1B/direct_transition',
  };

  it('are written with place, code and pointer, and the hint below', () => {
    expect(formatDiagnostic({ ...diagnostic, position: { line: 3, column: 7 }, hint: 'write it out' })).toBe(
      'modules/a.json:3:7: error: there is no such state [unknown-state] at /states/A~1B/direct_transition\n    write it out',
    );
  });

  it('of a whole file have neither line nor pointer', () => {
    expect(formatDiagnostic({ ...diagnostic, severity: 'warning', pointer: '' })).toBe(
      'modules/a.json: warning: there is no such state [unknown-state]',
    );
  });

  it('are ordered by file, line and column', () => {
    const at = (file: string, line: number, column: number): Diagnostic => ({
      ...diagnostic,
      file,
      position: { line, column },
    });
    const sorted = [at('b', 1, 1), at('a', 10, 1), at('a', 2, 5), at('a', 2, 4)].sort(compareDiagnostics);
    expect(sorted.map(({ file, position }) => `${file}:${position?.line}:${position?.column}`)).toEqual([
      ...['a:2:4', 'a:2:5', 'a:10:1', 'b:1:1'],
    ]);
  });

  it('fail a run only by errors', () => {
    expect(
      hasErrors([
        { ...diagnostic, severity: 'warning' },
        { ...diagnostic, severity: 'note' },
      ]),
    ).toBe(false);
    expect(hasErrors([diagnostic])).toBe(true);
  });

  it('point into files as RFC 6901 says', () => {
    expect(pointerOf(['states', 'a/b~c', 0])).toBe('/states/a~1b~0c/0');
    expect(pointerOf([])).toBe('');
  });
});

describe('lines', () => {
  it('end with LF, CRLF or CR, and columns count from 1', () => {
    const lines = new LineIndex('ab\ncd\r\ne\rf');
    expect([0, 2, 3, 7, 9].map((offset) => lines.positionAt(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
    ]);
  });
});

describe('codes and failures', () => {
  it('code systems have canonical addresses, and unknown ones are kept', () => {
    expect(systemUri('SNOMED-CT')).toBe('http://snomed.info/sct');
    expect(systemUri('urn:oid:1.2')).toBe('urn:oid:1.2');
    expect(['LOINC', 'https://x.org', 'urn:oid:1', 'Lionc'].map(isKnownSystem)).toEqual([true, true, true, false]);
  });

  it('names that every object inherits are no code systems', () => {
    expect(isKnownSystem('toString')).toBe(false);
    expect(systemUri('constructor')).toBe('constructor');
  });

  it('codes are equal by system and code alone', () => {
    const code = { system: 'LOINC', code: '1', display: 'one' };
    expect(sameCode(code, { ...code, display: 'uno' })).toBe(true);
    expect(sameCode(code, { ...code, system: 'CVX' })).toBe(false);
  });

  it('a failure of the world has an exit code, a cause, and perhaps a hint', () => {
    const cause = new Error('EACCES');
    const error = new AppError(ExitCode.environment, 'cannot write', { hint: 'choose another folder', cause });
    expect([error.exitCode, error.hint, error.cause, error.name]).toEqual([
      3,
      'choose another folder',
      cause,
      'AppError',
    ]);
  });
});
