import { conditionText } from './condition-text.ts';
import { type LooseObject, listOf, objectOf, textOf } from './loose-json.ts';
import { spanText, stateText } from './state-text.ts';

/** A state in a flowchart. */
export interface GraphNode {
  readonly name: string;
  /** State type; empty when the file has no state of this name. */
  readonly type: string;
  /** What the state does, in a few words; may be empty. */
  readonly detail: string;
  /** True when a transition names it, and it is not there. */
  readonly missing: boolean;
}

/** A way from one state to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** When or how often it is taken; empty when always. */
  readonly label: string;
}

/** A module as a flowchart: states in the order of the file, and after them the missing ones. */
export interface ModuleGraph {
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The flowchart of a module, from its JSON as it is: works for modules that do not compile. Takes any JSON. */
export function moduleGraph(json: unknown): ModuleGraph {
  const module = objectOf(json);
  const states = Object.entries(objectOf(module['states']));
  const edges = states.flatMap(([name, state]) => waysOf(objectOf(state)).map((way) => ({ from: name, ...way })));
  const known = new Set(states.map(([name]) => name));
  const missing = [...new Set(edges.map(({ to }) => to))].filter((name) => !known.has(name));
  return {
    title: textOf(module['title']) || textOf(module['name']),
    nodes: [
      ...states.map(([name, state]) => ({
        name,
        type: textOf(objectOf(state)['type']),
        detail: stateText(state),
        missing: false,
      })),
      ...missing.map((name) => ({ name, type: '', detail: '', missing: true })),
    ],
    edges,
  };
}

type Way = Omit<GraphEdge, 'from'>;

/** In the order in which the language looks for them: the first that a state has is its transition. */
const TRANSITIONS: readonly { readonly field: string; ways(value: unknown): readonly Way[] }[] = [
  { field: 'direct_transition', ways: (to) => way(to, '') },
  { field: 'distributed_transition', ways: (options) => distributed(options, '') },
  { field: 'conditional_transition', ways: conditional },
  { field: 'complex_transition', ways: complex },
  { field: 'lookup_table_transition', ways: lookup },
  {
    field: 'type_of_care_transition',
    ways: (options) => Object.entries(objectOf(options)).flatMap(([care, to]) => way(to, care)),
  },
];

function waysOf(state: LooseObject): readonly Way[] {
  const transition = TRANSITIONS.find(({ field }) => state[field] !== undefined && state[field] !== null);
  return [
    ...(transition?.ways(state[transition.field]) ?? []),
    ...way(state['alt_direct_transition'], 'without physiology'),
    ...listOf(state['events']).flatMap((event) => way(objectOf(event)['to'], eventText(objectOf(event)))),
  ];
}

function way(to: unknown, label: string): readonly Way[] {
  return typeof to === 'string' ? [{ to, label }] : [];
}

function distributed(options: unknown, prefix: string): readonly Way[] {
  return listOf(options).flatMap((item) => {
    const { transition, distribution } = objectOf(item);
    return way(transition, prefix + shareText(distribution));
  });
}

function conditional(options: unknown): readonly Way[] {
  return listOf(options).flatMap((item, index) => {
    const { transition, condition } = objectOf(item);
    return way(transition, whenText(condition, index));
  });
}

function complex(options: unknown): readonly Way[] {
  return listOf(options).flatMap((item, index) => {
    const { transition, condition, distributions } = objectOf(item);
    const when = whenText(condition, index);
    if (typeof transition === 'string') return way(transition, when);
    return distributed(distributions, when === '' ? '' : `${when}: `);
  });
}

function lookup(options: unknown): readonly Way[] {
  return listOf(options).flatMap((item) => {
    const { transition, default_probability: share, lookup_table_name: table } = objectOf(item);
    return way(transition, `${textOf(table)}, else ${shareText(share)}`);
  });
}

function whenText(condition: unknown, index: number): string {
  if (condition !== undefined && condition !== null) return conditionText(condition);
  return index === 0 ? '' : 'else';
}

/** `35 %`, or the attribute that says it. */
function shareText(share: unknown): string {
  if (typeof share === 'object' && share !== null) {
    const { attribute, default: otherwise } = objectOf(share);
    return `${textOf(attribute)}, else ${shareText(otherwise)}`;
  }
  const value = Number(share);
  return Number.isFinite(value) ? `${Number((value * 100).toPrecision(4))} %` : textOf(share);
}

function eventText(event: LooseObject): string {
  const { rate, ratios } = event;
  const { table } = objectOf(rate);
  const base = rate === undefined ? spanText(event) : table === undefined ? `${textOf(rate)} a year` : textOf(table);
  const count = listOf(ratios).length;
  return count === 0 ? base : `${base}, ${count} ${count === 1 ? 'ratio' : 'ratios'}`;
}
