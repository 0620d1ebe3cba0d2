import type { ModuleGraph } from './graph.ts';
import { COLOURS, type Tone, toneOf, wrap } from './graph-text.ts';

/** The flowchart in Mermaid's language, for pages that draw it. */
export function toMermaid(graph: ModuleGraph): string {
  const ids = new Map(graph.nodes.map(({ name }, index) => [name, `s${index}`]));
  const lines = ['flowchart TD'];
  for (const node of graph.nodes) {
    const rows = [...wrap(node.name), ...wrap(node.missing ? 'no such state' : node.type), ...wrap(node.detail)];
    lines.push(`  ${ids.get(node.name)}["${rows.map(quoted).join('<br/>')}"]:::${toneOf(node)}`);
  }
  for (const { from, to, label } of graph.edges) {
    const text = wrap(label).map(quoted).join('<br/>');
    lines.push(`  ${ids.get(from)} -->${text === '' ? '' : `|"${text}"|`} ${ids.get(to)}`);
  }
  for (const [tone, { fill, line }] of Object.entries(COLOURS) as [Tone, (typeof COLOURS)[Tone]][]) {
    lines.push(`  classDef ${tone} fill:${fill},stroke:${line},color:#000000`);
  }
  return `${lines.join('\n')}\n`;
}

/** Mermaid's entities for what ends a quoted label or starts markup in it. */
function quoted(text: string): string {
  return text.replace(/[#"<>&`\\]/g, (found) => `#${found.charCodeAt(0)};`);
}
