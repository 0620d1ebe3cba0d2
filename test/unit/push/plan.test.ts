import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputEntry } from '../../../src/push/input/entry.ts';
import { arrange } from '../../../src/push/plan/arrange.ts';
import { cut } from '../../../src/push/plan/chunks.ts';
import { componentsOf } from '../../../src/push/plan/components.ts';

/** Nodes that refer to any others, themselves too. */
const graphs = fc.integer({ min: 1, max: 25 }).chain((count) =>
  fc.array(fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 4 }), {
    minLength: count,
    maxLength: count,
  }),
);

function reachable(from: number, graph: readonly (readonly number[])[]): Set<number> {
  const seen = new Set<number>();
  const open = [...(graph[from] ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...(graph[node] ?? []));
  }
  return seen;
}

const at = (graph: readonly (readonly number[])[]) => (node: number) => graph[node] ?? [];

describe('components', () => {
  it('hold what refers to each other, once each, and refer to earlier ones', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const components = componentsOf(graph.length, at(graph));
        expect(components.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(
          graph.map((_, node) => node),
        );
        const placeOf = new Map(
          components.flatMap(({ members }, place) => members.map((node) => [node, place] as const)),
        );
        for (const [node] of graph.entries()) {
          for (const other of reachable(node, graph)) {
            const isMutual = reachable(other, graph).has(node);
            const [own, others] = [placeOf.get(node) as number, placeOf.get(other) as number];
            expect(isMutual || node === other ? own === others : others < own).toBe(true);
          }
        }
        for (const [place, { refersTo }] of components.entries())
          for (const to of refersTo) expect(to).toBeLessThan(place);
      }),
    );
  });

  it('do not run out of stack on a long chain', () => {
    const count = 200_000;
    const components = componentsOf(count, (node) => (node + 1 < count ? [node + 1] : []));
    expect(components).toHaveLength(count);
    expect(components[0]?.members).toEqual([count - 1]);
  });
});

function entry(type: string, number: number): InputEntry {
  const key = `${type}/${number}`;
  return {
    file: 0,
    at: 0,
    length: 100,
    digest: '',
    type,
    key,
    kind: 'fixed',
    form: 'ready',
    aliases: [],
    references: [],
  };
}

const types = [
  'Organization',
  'Practitioner',
  'Patient',
  'Encounter',
  'Condition',
  'Observation',
  'Provenance',
  'Group',
];

const inputs = graphs.chain((graph) =>
  fc.record({
    graph: fc.constant(graph),
    entries: fc
      .array(fc.constantFrom(...types), { minLength: graph.length, maxLength: graph.length })
      .map((of) => of.map(entry)),
    most: fc.integer({ min: 1, max: 12 }),
    oneByOne: fc.boolean(),
  }),
);

describe('a plan', () => {
  it('sends everything once, and nothing before what it refers to', () => {
    fc.assert(
      fc.property(inputs, ({ graph, entries, most, oneByOne }) => {
        const units = arrange(entries, at(graph));
        const stages = cut(units, () => 100, { entries: most, bytes: 1_000_000 }, oneByOne);
        // When an entry goes out: its stage, its lane, its chunk of the lane, its unit of the chunk.
        const when = new Map<number, readonly [number, number, number, number]>();
        for (const [stage, lanes] of stages.entries()) {
          for (const [lane, chunks] of lanes.entries()) {
            for (const [chunk, ofChunk] of chunks.entries()) {
              const size = ofChunk.reduce((sum, unit) => sum + unit.entries.length, 0);
              expect(size <= most || ofChunk.length === 1).toBe(true);
              for (const [unit, { entries: members }] of ofChunk.entries()) {
                for (const member of members) {
                  expect(when.has(member)).toBe(false);
                  when.set(member, [stage, lane, chunk, unit]);
                }
              }
            }
          }
        }
        expect(when.size).toBe(entries.length);
        for (const [node, targets] of graph.entries()) {
          for (const target of targets) {
            const [stage, lane, chunk, unit] = when.get(node) as [number, number, number, number];
            const [itsStage, itsLane, itsChunk, itsUnit] = when.get(target) as [number, number, number, number];
            if (stage !== itsStage) expect(itsStage).toBeLessThan(stage);
            else {
              expect(itsLane).toBe(lane);
              expect(itsChunk).toBeLessThanOrEqual(chunk);
              if (itsChunk === chunk) expect(oneByOne ? itsUnit === unit : itsUnit <= unit).toBe(true);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('cuts between encounters', () => {
    const entries = [entry('Patient', 0)];
    const graph: number[][] = [[]];
    for (let visit = 0; visit < 6; visit++) {
      const encounter = entries.push(entry('Encounter', visit)) - 1;
      graph.push([0]);
      for (let k = 0; k < 3; k++) {
        entries.push(entry('Observation', visit * 3 + k));
        graph.push([0, encounter]);
      }
    }
    const [stage] = cut(arrange(entries, at(graph)), () => 100, { entries: 10, bytes: 1_000_000 }, false);
    const visits = stage?.[0]?.map((chunk) => new Set(chunk.map(({ encounter }) => encounter)));
    expect(visits?.map(({ size }) => size)).toEqual([3, 2, 2]);
    const whole = visits?.flatMap((set) => [...set]) ?? [];
    expect(new Set(whole).size).toBe(whole.length);
  });

  it('keeps what is large apart', () => {
    const entries = Array.from({ length: 4 }, (_, number) => entry('Organization', number));
    const sizes = [100, 5000, 100, 100];
    const [stage] = cut(
      arrange(entries, () => []),
      (number) => sizes[number] ?? 0,
      { entries: 100, bytes: 3000 },
      false,
    );
    expect(stage?.map(([chunk]) => chunk?.flatMap((unit) => unit.entries))).toEqual([[0], [1], [2, 3]]);
  });
});
