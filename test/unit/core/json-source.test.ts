import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../../src/core/diagnostic.ts';
import { MAX_JSON_DEPTH, readJson } from '../../../src/core/json-source.ts';

const SAMPLE = `{
  "name": "A",
  "states": {
    "Start": { "type": "Initial", "list": [1, { "x": 2 }] }
  }
}`;

function onlyDiagnostic(text: string) {
  const source = readJson(text, 'file.json');
  expect(source.diagnostics).toHaveLength(1);
  return { source, diagnostic: source.diagnostics[0] };
}

describe('reading JSON', () => {
  it('a sound text gives its value and no diagnostics', () => {
    const source = readJson(SAMPLE, 'file.json');
    expect(source.value).toEqual(JSON.parse(SAMPLE));
    expect(source.diagnostics).toEqual([]);
  });

  it('values and keys are found by path', () => {
    const source = readJson(SAMPLE, 'file.json');
    expect(source.positionOf([])).toEqual({ line: 1, column: 1 });
    expect(source.positionOf(['states', 'Start', 'type'])).toEqual({ line: 4, column: 24 });
    expect(source.keyPositionOf(['states', 'Start', 'type'])).toEqual({ line: 4, column: 16 });
    expect(source.positionOf(['states', 'Start', 'list', 1, 'x'])).toEqual({ line: 4, column: 54 });
    expect(source.keyPositionOf(['states', 'Start', 'list', 1])).toBeUndefined();
    expect(source.keyPositionOf([])).toBeUndefined();
  });

  it('a path that leads nowhere has no position, but a nearest one', () => {
    const source = readJson(SAMPLE, 'file.json');
    for (const path of [
      ['states', 'End'],
      ['name', 'x'],
      ['states', 'Start', 'list', 7],
      [Symbol('s')],
      ['toString'],
    ]) {
      expect(source.positionOf(path)).toBeUndefined();
      expect(source.keyPositionOf(path)).toBeUndefined();
    }
    expect(source.nearestPositionOf(['states', 'End', 'type'])).toEqual({ line: 3, column: 13 });
  });

  it.each([
    ['a trailing comma in an object', '{\n  "a": 1,\n}', 3, 1],
    ['a trailing comma in a list', '[1,\n2,]', 2, 3],
    ['a line comment', '{ // why\n"a": 1 }', 1, 3],
    ['a block comment', '{ "a": /* why */ 1 }', 1, 8],
    ['a missing comma', '{ "a": 1\n"b": 2 }', 2, 1],
    ['a missing colon', '{ "a" 1 }', 1, 7],
    ['text after the value', '{} {}', 1, 4],
    ['an unclosed object', '{ "a": 1', 1, 9],
    ['a single-quoted string', "{ 'a': 1 }", 1, 3],
    ['a tab inside a string', '{ "a": "b\tc" }', 1, 8],
    ['an unknown escape', '{ "a": "\\q" }', 1, 8],
    ['a number with a leading zero', '{ "a": 01 }', 1, 9],
    ['an empty file', '', 1, 1],
    ['white space only', ' \r\n ', 1, 1],
  ])('%s is an error with its place', (_what, text, line, column) => {
    const source = readJson(text, 'file.json');
    expect(source.value).toBeUndefined();
    expect(source.diagnostics[0]).toMatchObject({ severity: 'error', code: 'json-syntax', position: { line, column } });
  });

  it('a byte order mark is taken off with a warning, and does not move the columns', () => {
    const { source, diagnostic } = onlyDiagnostic('\uFEFF{"a": 1}');
    expect(diagnostic).toMatchObject({ severity: 'warning', code: 'byte-order-mark' });
    expect(source.value).toEqual({ a: 1 });
    expect(source.positionOf(['a'])).toEqual({ line: 1, column: 7 });
  });

  it('a key written twice is a warning at the second, and the second counts', () => {
    const { source, diagnostic } = onlyDiagnostic('{\n "s": {"x": 1,\n "\\u0078": 22}}');
    expect(diagnostic).toMatchObject({ severity: 'warning', code: 'duplicate-key', pointer: '/s/x' });
    expect(diagnostic?.position).toEqual({ line: 3, column: 2 });
    expect(diagnostic?.message).toContain('first on line 2');
    expect(source.value).toEqual({ s: { x: 22 } });
    expect(source.positionOf(['s', 'x'])).toEqual({ line: 3, column: 12 });
  });

  it('the same key in two objects, colons in strings and escaped quotes are no duplicates', () => {
    expect(readJson('[{"a": 1}, {"a": ":\\":"}, ["a" , ":"], {"b\\"" : "\\\\"}]', 'f').diagnostics).toEqual([]);
  });

  it('a __proto__ key is refused, however it is written, and changes no prototype', () => {
    for (const key of ['__proto__', '\\u005f_proto__']) {
      const { source, diagnostic } = onlyDiagnostic(`{"a": {"${key}": {"polluted": true}}}`);
      expect(diagnostic).toMatchObject({ severity: 'error', code: 'unsafe-key', pointer: '/a/__proto__' });
      expect(source.value).toBeUndefined();
      expect(source.positionOf(['a', '__proto__', 'polluted'])).toBeDefined();
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('keys that objects inherit are ordinary keys', () => {
    const text = '{"constructor": 1, "toString": {"hasOwnProperty": 2}}';
    expect(readJson(text, 'f').diagnostics).toEqual([]);
    expect(readJson(text, 'f').value).toEqual(JSON.parse(text));
  });

  it.each([MAX_JSON_DEPTH + 1, 1_000_000])('%d levels of nesting are refused, closed or not', (levels) => {
    for (const text of ['['.repeat(levels) + ']'.repeat(levels), '{"a":'.repeat(levels)]) {
      const source = readJson(text, 'f');
      expect(hasErrors(source.diagnostics)).toBe(true);
      expect(source.value).toBeUndefined();
      source.positionOf([0]);
    }
  });

  it('200 levels are accepted', () => {
    const text = '['.repeat(MAX_JSON_DEPTH) + ']'.repeat(MAX_JSON_DEPTH);
    expect(readJson(text, 'f').diagnostics).toEqual([]);
  });
});

describe('reading any text', () => {
  const mutated = fc.tuple(fc.json(), fc.nat(), fc.nat(8), fc.string({ maxLength: 4 })).map(([text, at, cut, put]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + put + text.slice(start + cut);
  });

  it('never throws, and has a value exactly when there is no error and JSON.parse agrees', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      mutated,
      fc.string({ unit: fc.constantFrom(...'{}[]",:\\/*1 \n') }),
    );
    fc.assert(
      fc.property(text, fc.array(fc.oneof(fc.string(), fc.nat(3))), (any, path) => {
        const source = readJson(any, 'f');
        let parsed: unknown;
        let valid = true;
        try {
          parsed = JSON.parse(any.replace(/^\uFEFF/, ''));
        } catch {
          valid = false;
        }
        if (!valid) expect(hasErrors(source.diagnostics)).toBe(true);
        if (!hasErrors(source.diagnostics)) expect(source.value).toEqual(parsed);
        else expect(source.value).toBeUndefined();
        source.positionOf(path);
        source.keyPositionOf(path);
        for (const { position } of source.diagnostics) expect(position).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('every value of a JSON text is found at the place where it is written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 3 }), fc.constantFrom(0, 1, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const source = readJson(text, 'f');
        if (hasErrors(source.diagnostics)) return;
        const lines = text.split('\n');
        const visit = (inner: unknown, path: PropertyKey[]) => {
          const position = source.positionOf(path);
          const written = JSON.stringify(inner)[0] as string;
          expect(lines[(position?.line ?? 0) - 1]?.[(position?.column ?? 0) - 1]).toBe(written);
          if (typeof inner !== 'object' || inner === null) return;
          for (const [key, child] of Object.entries(inner)) visit(child, [...path, key]);
        };
        visit(JSON.parse(text), []);
      }),
    );
  });
});
