import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moduleGraph } from '../../../src/language/graph.ts';
import { toMermaid } from '../../../src/language/graph-mermaid.ts';
import { toSvg } from '../../../src/language/graph-svg.ts';
import { wrap } from '../../../src/language/graph-text.ts';

/** The ways out of a state `A` with these fields: label by target. */
function waysOf(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const { edges } = moduleGraph({ name: 'M', states: { A: { type: 'Simple', ...fields } } });
  return Object.fromEntries(edges.map(({ to, label }) => [to, label]));
}

const FEMALE = { condition_type: 'Gender', gender: 'F' };

describe('the flowchart of a module: edges', () => {
  it('a direct transition has no label', () => {
    expect(waysOf({ direct_transition: 'B' })).toEqual({ B: '' });
  });

  it('distributed transitions are labelled with their shares, or the attribute that says them', () => {
    const options = [
      { distribution: 0.055, transition: 'B' },
      { distribution: { attribute: 'risk', default: 0.1 }, transition: 'C' },
      { distribution: '0.5', transition: 'D' },
    ];
    expect(waysOf({ distributed_transition: options })).toEqual({ B: '5.5 %', C: 'risk, else 10 %', D: '50 %' });
  });

  it('conditional transitions are labelled with their conditions', () => {
    const options = [{ condition: FEMALE, transition: 'B' }, { transition: 'C' }];
    expect(waysOf({ conditional_transition: options })).toEqual({ B: 'female', C: 'else' });
    expect(waysOf({ conditional_transition: [{ transition: 'B' }] })).toEqual({ B: '' });
  });

  it('complex transitions are labelled with condition and share', () => {
    const options = [
      {
        condition: FEMALE,
        distributions: [
          { distribution: 0.2, transition: 'B' },
          { distribution: 0.8, transition: 'C' },
        ],
      },
      { transition: 'D', distributions: [] },
    ];
    expect(waysOf({ complex_transition: options })).toEqual({ B: 'female: 20 %', C: 'female: 80 %', D: 'else' });
  });

  it('lookup tables, types of care and physiology are named', () => {
    const options = [{ transition: 'B', default_probability: '0.3', lookup_table_name: 'uti.csv' }];
    expect(waysOf({ lookup_table_transition: options })).toEqual({ B: 'uti.csv, else 30 %' });
    const care = { ambulatory: 'B', emergency: 'C', telemedicine: 'D' };
    expect(waysOf({ type_of_care_transition: care })).toEqual({ B: 'ambulatory', C: 'emergency', D: 'telemedicine' });
    expect(waysOf({ direct_transition: 'B', alt_direct_transition: 'C' })).toEqual({ B: '', C: 'without physiology' });
  });

  it('the events of a hazard are edges with their rates', () => {
    const events = [
      { to: 'B', rate: { table: 'incidence.csv' }, ratios: [{ when: FEMALE, ratio: 2 }] },
      { to: 'C', rate: 0.01 },
      { to: 'D', distribution: { kind: 'WEIBULL', parameters: { scale: 4, shape: 1.3 } }, unit: 'years' },
    ];
    const labels = { B: 'incidence.csv, 1 ratio', C: '0.01 a year', D: 'weibull scale 4, shape 1.3 years' };
    expect(waysOf({ type: 'Hazard', events })).toEqual(labels);
  });

  it('the first transition in the order of the language counts', () => {
    expect(waysOf({ conditional_transition: [{ transition: 'C' }], direct_transition: 'B' })).toEqual({ B: '' });
    expect(waysOf({ direct_transition: null, conditional_transition: [{ transition: 'C' }] })).toEqual({ C: '' });
  });
});

describe('the flowchart of a module: conditions in words', () => {
  it.each<[string, unknown]>([
    ['age >= 18 years', { condition_type: 'Age', operator: '>=', quantity: 18, unit: 'years' }],
    ['year < 2020', { condition_type: 'Date', operator: '<', year: 2020 }],
    ['date >= 2020-03-01', { condition_type: 'Date', operator: '>=', date: { year: 2020, month: 3, day: 1 } }],
    ['smoker == true', { condition_type: 'Attribute', attribute: 'smoker', operator: '==', value: true }],
    ['stage is nil', { condition_type: 'Attribute', attribute: 'stage', operator: 'is nil' }],
    ['has Asthma', { condition_type: 'Active Condition', codes: [{ code: 1, display: 'Asthma (disorder)' }] }],
    ['takes drug', { condition_type: 'Active Medication', referenced_by_attribute: 'drug' }],
    ['HbA1c > 6.5', { condition_type: 'Observation', codes: [{ display: 'HbA1c' }], operator: '>', value: 6.5 }],
    ['was in X within 3 days', { condition_type: 'PriorState', name: 'X', within: { quantity: 3, unit: 'days' } }],
    ['not female', { condition_type: 'Not', condition: FEMALE }],
    [
      'male and (female or female)',
      {
        condition_type: 'And',
        conditions: [
          { condition_type: 'Gender', gender: 'M' },
          { condition_type: 'Or', conditions: [FEMALE, FEMALE] },
        ],
      },
    ],
    ['at least 2 of: female; female', { condition_type: 'At Least', minimum: 2, conditions: [FEMALE, FEMALE] }],
    ['Later Idea', { condition_type: 'Later Idea' }],
    ['a condition', 7],
  ])('%s', (text, condition) => {
    expect(waysOf({ conditional_transition: [{ condition, transition: 'B' }] })).toEqual({ B: text });
  });
});

describe('the flowchart of a module: nodes', () => {
  it('states keep the order of the file, and a state that is not there is shown as missing', () => {
    const { title, nodes } = moduleGraph({
      name: 'M',
      states: {
        Z: { type: 'Initial', direct_transition: 'A' },
        A: { type: 'Delay', exact: { quantity: 2, unit: 'weeks' }, direct_transition: 'Gone' },
      },
    });
    expect(title).toBe('M');
    expect(nodes).toEqual([
      { name: 'Z', type: 'Initial', detail: '', missing: false },
      { name: 'A', type: 'Delay', detail: '2 weeks', missing: false },
      { name: 'Gone', type: '', detail: '', missing: true },
    ]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['Asthma', { type: 'ConditionOnset', codes: [{ display: 'Asthma (disorder)' }] }],
    ['x = 3', { type: 'SetAttribute', attribute: 'x', value: 3 }],
    ['x = #{y} + 1', { type: 'SetAttribute', attribute: 'x', expression: '#{y} + 1' }],
    ['increment x', { type: 'Counter', attribute: 'x', action: 'increment' }],
    [
      'until age > 3 years',
      { type: 'Guard', allow: { condition_type: 'Age', operator: '>', quantity: 3, unit: 'years' } },
    ],
    [
      '1 to 3 days',
      { type: 'Delay', distribution: { kind: 'UNIFORM', parameters: { low: 1, high: 3 } }, unit: 'days' },
    ],
    ['medications/otc', { type: 'CallSubmodule', submodule: 'medications/otc' }],
    ['wellness visit', { type: 'Encounter', wellness: true }],
  ])('%s', (detail, state) => {
    expect(moduleGraph({ states: { A: state } }).nodes[0]?.detail).toBe(detail);
  });

  it('takes any JSON', async () => {
    expect(moduleGraph(null)).toEqual({ title: '', nodes: [], edges: [] });
    const field = fc.constantFrom(
      'type',
      'direct_transition',
      'complex_transition',
      'events',
      'codes',
      'allow',
      'range',
      'distribution',
    );
    const state = fc.dictionary(field, fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ states: fc.dictionary(fc.string(), state) })), (json) => {
        expect(toMermaid(moduleGraph(json))).toMatch(/^flowchart TD\n/);
      }),
    );
    expect(await toSvg(moduleGraph({}))).toMatch(/^<svg /);
  });
});

describe('the flowchart as text and picture', () => {
  const NASTY = 'a "b" <i>&amp; #x | \\N [c]';
  const graph = moduleGraph({
    name: 'M & <co>',
    states: {
      [NASTY]: {
        type: 'Initial',
        conditional_transition: [{ condition: { condition_type: NASTY }, transition: 'End' }],
      },
      End: { type: 'Terminal' },
    },
  });

  it('Mermaid text has a node a state and an edge a way, with nothing that could end a label', () => {
    const text = toMermaid(graph);
    expect(text).toContain('s1["End<br/>Terminal"]:::end');
    expect(text).toContain('s0 -->|"');
    for (const [, label = ''] of text.matchAll(/"([^"\n]*)"/g))
      expect(label.replaceAll('<br/>', '')).not.toMatch(/["<>&]/);
    expect(text.split('\n').filter((line) => /^ {2}s\d/.test(line))).toHaveLength(3);
  });

  it('the picture is one SVG element with all names as they are, and no background', async () => {
    const svg = await toSvg(graph);
    expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(svg).toContain('<title>M &amp; &lt;co&gt;</title>');
    expect(svg).toContain('<title>a &quot;b&quot; &lt;i&gt;&amp;amp; #x | \\N [c] → End</title>');
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('fill="white"');
    expect(await toSvg(graph)).toBe(svg);
  });

  it('every line of text lies inside its box, also in a font a fifth wider than the one measured', async () => {
    const name = 'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW';
    const svg = await toSvg(moduleGraph({ states: { [name]: { type: 'Simple' }, Short: { type: 'Terminal' } } }));
    const boxes = [...svg.matchAll(/class="node">[\s\S]*?<\/g>/g)].map(([text]) => text);
    expect(boxes).toHaveLength(2);
    for (const box of boxes) {
      const xs = [...(/ d="M([^"]*)"/.exec(box)?.[1] ?? '').matchAll(/(-?[\d.]+),/g)].map((match) => Number(match[1]));
      const width = Math.max(...xs) - Math.min(...xs);
      for (const [, size, line = ''] of box.matchAll(/font-size="([\d.]+)"[^>]*>([^<]*)</g)) {
        // W, the widest letter, is 0.944 of the font size wide in Helvetica; other letters are narrower.
        expect(
          line.length * (line.startsWith('W') ? 0.944 : 0.6) * Number(size) * (line.startsWith('W') ? 1.12 : 1.2),
        ).toBeLessThan(width);
      }
    }
  });

  it('long text is cut into lines, and after four of them', () => {
    expect(wrap('')).toEqual([]);
    expect(wrap('Has_Perennial_And_Seasonal_Allergic_Rhinitis')).toEqual([
      'Has_Perennial_And_Seasonal_',
      'Allergic_Rhinitis',
    ]);
    const lines = wrap('word '.repeat(100));
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/…$/);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => wrap(text).every((line) => [...line].length <= 32)));
  });
});
