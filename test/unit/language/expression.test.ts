import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExpressionValue, parseExpression } from '../../../src/language/expression.ts';

type Person = Readonly<Record<string, ExpressionValue>>;

function evaluate(text: string, person: Person = {}) {
  const { expression, error } = parseExpression(text);
  if (error) throw new Error(`${error.message} at ${error.offset}`);
  return expression.evaluate((name) => (Object.hasOwn(person, name) ? person[name] : undefined));
}

function value(text: string, person: Person = {}): ExpressionValue {
  const result = evaluate(text, person);
  if (result.error !== undefined) throw new Error(result.error);
  return result.value;
}

describe('expressions: the examples of the specification', () => {
  it.each<[string, ExpressionValue, Person?]>([
    ['10 + 3', 13],
    ['25 / 2', 12.5],
    ['2 * (10 + 6) + 4 + 3 * ((10 / 2) * (9 / 3))', 81],
    ['#{age_attr} / 2 + 7', 20, { age_attr: 26 }],
    ['#{var one} * (#{var two} + 3.0)', 12, { 'var one': 2, 'var two': 3 }],
    ["if #s{v} = 'male' then 1.0 else #d{x}*2.0", 1, { v: 'male', x: 21 }],
    ["if #s{v} = 'male' then 1.0 else #d{x}*2.0", 42, { v: 'female', x: 21 }],
    ['Sum(#l{xs})', 10, { xs: [1, 2, 3, 4] }],
    ['Max(#l{xs})', 4, { xs: [1, 4, 2, 3] }],
    ['Min(#l{xs})', 1, { xs: [3, 1, 2] }],
    ['Avg(#l{xs})', 2.5, { xs: [1, 2, 3, 4] }],
  ])('gmf 75: %s is %d', (text, expected, person) => {
    expect(value(text, person)).toBe(expected);
  });

  it('gmf 13: 220 - #{age} at 35 is 185', () => {
    expect(value('220 - #{age}', { age: 35 })).toBe(185);
  });

  it('the one expression of the module library', () => {
    expect(value('#{BMI} * 0.497 + 56.15', { BMI: 30 })).toBeCloseTo(71.06, 12);
  });
});

describe('expressions: precedence and operators', () => {
  it.each<[string, ExpressionValue]>([
    ['2 + 3 * 4', 14],
    ['10 - 2 - 3', 5],
    ['100 / 10 / 2', 5],
    ['-2 + 5', 3],
    ['2 * -3', -6],
    ['- (2 + 3) * 2', -10],
    ['-2 ^ 2', 4],
    ['2 ^ 3 ^ 2', 64],
    ['2 * 3 ^ 2', 18],
    ['7 div 2 + 7 mod 2', 4],
    ['1 + 1 = 2', true],
    ['1 < 2 = true', true],
    ['2 >= 2 and 3 <= 2', false],
    ['true or true and false', true],
    ['(true or true) and false', false],
    ['true xor true', false],
    ['not true or true', true],
    ['not (1 > 2)', true],
    ["'a' < 'b'", true],
    ["'it\\'s' = 'it\\'s'", true],
    ["'un' + 'known'", 'unknown'],
    ['if 1 > 2 then 10 else 20 + 5', 25],
    ['if true then if false then 1 else 2 else 3', 2],
    ['(if true then 10 else 20) + 5', 15],
    ['1 + if true then 10 else 20', 11],
    ['2 != 3', true],
    ['Max({1, 2 * 3, 4})', 6],
    ['Count({})', 0],
    ['Round(2.345, 2) + Floor(1.9) + Ceiling(1.1) + Truncate(-1.9) + Abs(-1)', 2.35 + 1 + 2 - 1 + 1],
    ['Power(2, 10)', 1024],
    ['Ln(Exp(2))', 2],
  ])('%s is %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('the last line is the result; lines may be blank, and named for use below', () => {
    expect(value('1 + 1\n\n  3 + 4  \r\n')).toBe(7);
    expect(value('define half: #{x} / 2\ndefine more: half + 1\nmore * 10', { x: 6 })).toBe(40);
  });

  it('agrees with the arithmetic of the machine on any tree of + - * and parentheses', () => {
    const { tree } = fc.letrec<{ tree: { text: string; value: number } }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        fc.nat(1000).map((n) => ({ text: String(n), value: n })),
        fc.tuple(tie('tree'), fc.constantFrom('+', '-', '*'), tie('tree')).map(([a, operator, b]) => ({
          text: `(${a.text}) ${operator} (${b.text})`,
          value: operator === '+' ? a.value + b.value : operator === '-' ? a.value - b.value : a.value * b.value,
        })),
      ),
    }));
    fc.assert(
      fc.property(tree, (node) => {
        fc.pre(node.text.length < 1000 && Math.abs(node.value) < 1e15);
        expect(value(node.text)).toBe(node.value);
      }),
    );
  });
});

describe('expressions: references', () => {
  it('each reference is listed once with its type, in the order of the text', () => {
    const { expression } = parseExpression("if #s{sex at birth} = 'M' then #{a} + #d{a} else Sum(#l{a}) * #{b}\n#b{c}");
    expect(expression?.references).toEqual([
      { name: 'sex at birth', type: 'string' },
      { name: 'a', type: 'decimal' },
      { name: 'a', type: 'list' },
      { name: 'b', type: 'decimal' },
      { name: 'c', type: 'boolean' },
    ]);
  });

  it('an absent reference is an error that names it, unless its branch is not taken', () => {
    expect(evaluate('#{weight} + 1').error).toBe('"weight" is absent');
    expect(value('if true then 1 else #{weight}')).toBe(1);
    expect(value('#b{smoker} or #b{unknown}', { smoker: true })).toBe(true);
  });

  it('the text of a number is taken as a number, other text is not', () => {
    expect(value('#{x} + 1', { x: '2.5' })).toBe(3.5);
    expect(evaluate('#{x} + 1', { x: 'two' }).error).toBe('"x" holds the text \'two\', where a decimal is asked for');
  });

  it.each([
    ['#b{x}', 1],
    ['#s{x}', true],
    ['#l{x}', 3],
    ['#d{x}', [1]],
    ['#{x}', true],
  ])('%s does not take %s', (text, held) => {
    expect(evaluate(text, { x: held }).error).toMatch(/^"x" holds /);
  });
});

describe('expressions: evaluation errors are values', () => {
  it.each([
    ['1 / 0', '1 / 0 has no value'],
    ['5 mod 0', '5 mod 0 has no value'],
    ['Ln(0)', 'Ln(0) has no value'],
    ['0 ^ -1', '0 ^ -1 has no value'],
    ['Power(-8, 0.5)', 'Power(-8, 0.5) has no value'],
    ['Max({})', 'Max of an empty list has no value'],
    ["1 + 'a'", "+ wants a number, not the text 'a'"],
    ['1 = true', '= cannot compare the number 1 with the truth value true'],
    ["'a' < 1", "< cannot order the text 'a' and the number 1"],
    ['not 1 > 2', 'not wants true or false, not the number 1'],
    ['1 and true', 'and wants true or false, not the number 1'],
    ["if 'x' then 1 else 2", "if wants true or false, not the text 'x'"],
    ['Sum(1)', 'Sum wants a list, not the number 1'],
    ['-true', '- wants a number, not the truth value true'],
  ])('%s: %s', (text, message) => {
    expect(evaluate(text)).toEqual({ error: message });
  });
});

describe('expressions: syntax errors have a place', () => {
  it.each([
    ['', 0, 'the expression is empty'],
    ['1 +', 3, 'the line ends where a value should be'],
    ['(1 + 2', 6, 'the line ends where ")" should be'],
    ['1 2', 2, 'a number where an operator or the end of the line should be'],
    ['if true then 1', 14, 'the line ends where "else" should be'],
    ['weight + 1', 0, '"weight" is not defined; an attribute is written #{weight}'],
    ['1 + max(#l{x})', 4, 'there is no function "max"; did you mean "Max"?'],
    ['Max(1, 2)', 0, 'Max takes one list'],
    ['Round()', 0, 'Round takes 1 or 2 numbers'],
    ['Power(1)', 0, 'Power takes 2 numbers'],
    ['1 + #{}', 4, 'a reference names nothing'],
    ['#q{x}', 0, '#q{...} is no kind of reference; there are #, #d, #l, #b and #s'],
    ["1 + 'abc", 4, 'a string does not end on its line'],
    ['"abc"', 0, 'text is written in single quotes'],
    ['1 + 1\n2 & 3', 8, '"&" means nothing here'],
    ['define if: 2', 7, '"if" where a name should be'],
    ['.5', 0, '"." means nothing here'],
  ])('%j at %d: %s', (text, offset, message) => {
    expect(parseExpression(text)).toEqual({ error: { message, offset } });
  });

  it('deep nesting and long texts are refused', () => {
    expect(parseExpression('('.repeat(500)).error?.message).toBe('the expression is nested too deeply');
    expect(parseExpression('1+'.repeat(5000)).error?.message).toBe('the expression is longer than 4000 characters');
    expect(value(`${'1+'.repeat(1999)}1`)).toBe(2000);
  });

  it('no text makes parsing or evaluating throw', () => {
    const piece = fc.constantFrom(
      ..." ()+-*/^=<>{},'#\n1aif",
      'if ',
      'then ',
      ' else ',
      'not ',
      '#{x}',
      '#l{x}',
      'Max(',
      '2.5',
      'true',
      ' and ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    );
    const held = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.array(fc.double()), fc.constant(undefined));
    fc.assert(
      fc.property(text, held, (any, x) => {
        const { expression, error } = parseExpression(any);
        if (error) expect(error.offset).toBeLessThanOrEqual(any.length);
        else expect(Object.keys(expression.evaluate(() => x))).toHaveLength(1);
      }),
      { numRuns: 3000 },
    );
  });
});
