import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../../src/export/fhir/template/compile.ts';
import { generateWriters } from '../../../../src/export/fhir/template/generate.ts';
import * as runtime from '../../../../src/export/fhir/template/runtime.ts';
import {
  boolean,
  choice,
  emptyView,
  list,
  number,
  object,
  optional,
  type Shape,
  text,
  token,
  type View,
} from '../../../../src/export/fhir/template/shape.ts';
import { choose, each, items, join, when } from '../../../../src/export/fhir/template/template.ts';

/** Compiles a template and runs it: the writer of a shape that is in no registry. */
function writerOf<S extends Shape>(shape: S, template: (view: View<S>) => unknown): (view: View<S>) => string {
  const { body } = compileTemplate({ name: 'test', shape, template: template as (view: never) => unknown });
  const helpers = Object.keys(runtime);
  const make = new Function(...helpers, `return (v) => { ${body} };`);
  return make(...Object.values(runtime)) as (view: View<S>) => string;
}

describe('compileTemplate', () => {
  it('gives constants, text, numbers and booleans as JSON does', () => {
    const shape = { name: text, size: number, flag: boolean };
    const template = (v: View<typeof shape>) => ({
      a: 'it\'s "x"',
      b: v.name,
      c: v.size,
      d: v.flag,
      e: [1, null, true],
    });
    const view = { name: 'é"\\\u0001', size: 1.5, flag: false };
    expect(writerOf(shape, template)(view)).toBe(JSON.stringify(template(view)));
  });

  it.each([
    ['first', (v: { x: string | undefined }) => ({ a: v.x, b: 1 })],
    ['last', (v: { x: string | undefined }) => ({ b: 1, a: v.x })],
    ['alone', (v: { x: string | undefined }) => ({ a: v.x })],
    ['in a branch', (v: { x: string | undefined }) => ({ a: when(v.x, (x) => ({ b: { c: x } })), d: 2 })],
    ['joined', (v: { x: string | undefined }) => ({ d: 2, a: join('Type/', v.x) })],
    ['in items', (v: { x: string | undefined }) => ({ d: 2, a: items(v.x) })],
    ['among items', (v: { x: string | undefined }) => ({ d: 2, a: items(v.x, 'always', v.x) })],
    ['twice in items', (v: { x: string | undefined }) => ({ d: 2, a: items(v.x, v.x) })],
  ])('leaves an absent value out when it stands %s', (_, template) => {
    const write = writerOf({ x: optional(token) }, template);
    for (const view of [{ x: 'here' }, { x: undefined }]) expect(write(view)).toBe(JSON.stringify(template(view)));
  });

  it('repeats templates inside templates', () => {
    const shape = { outer: list(object({ name: text, inner: list(number) })) };
    const template = (v: View<typeof shape>) => ({
      type: 'x',
      outer: each(v.outer, (o) => ({ name: o.name, inner: each(o.inner, (n) => ({ n, of: o.name })) })),
    });
    const write = writerOf(shape, template);
    const views = [
      { outer: [] },
      {
        outer: [
          { name: 'a', inner: [] },
          { name: 'b', inner: [1, 2] },
        ],
      },
    ];
    for (const view of views) expect(write(view)).toBe(JSON.stringify(template(view)));
  });

  it('writes the properties of the chosen case', () => {
    const shape = { kind: choice('number', 'text', 'none'), size: number, words: text };
    const template = (v: View<typeof shape>) => ({
      type: 'x',
      ...choose(v.kind, { number: () => ({ valueInteger: v.size }), text: () => ({ valueString: v.words, also: 1 }) }),
      last: true,
    });
    const write = writerOf(shape, template);
    for (const kind of ['number', 'text', 'none'] as const) {
      const view = { ...emptyView(shape), kind };
      expect(write(view)).toBe(JSON.stringify(template(view)));
    }
  });

  it('refuses a placeholder inside a template literal, where it would type-check by accident', () => {
    expect(() => writerOf({ id: token }, (v) => ({ reference: `Patient/${v.id}` }))).toThrow(/use join\(\)/);
  });

  it('refuses to join text that would have to be escaped', () => {
    expect(() => writerOf({ name: text }, (v) => ({ reference: join('x', v.name) }))).toThrow(
      /takes tokens and choices/,
    );
  });

  it('refuses a case that never occurs, and a member of a literal list that may be absent', () => {
    const shape = { kind: choice('a'), x: optional(token) };
    expect(() => writerOf(shape, (v) => ({ t: 1, ...choose(v.kind, { b: () => ({}) }) }))).toThrow(/never "b"/);
    expect(() => writerOf(shape, (v) => ({ list: [v.x] }))).toThrow(/use items\(\)/);
  });

  it('refuses a list placed without each()', () => {
    expect(() => writerOf({ xs: list(token) }, (v) => ({ xs: v.xs }))).toThrow(/use each\(\)/);
  });
});

describe('generated/writers.ts', () => {
  it('is what the templates give today', () => {
    const file = new URL('../../../../src/export/fhir/generated/writers.ts', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(generateWriters());
  });
});
