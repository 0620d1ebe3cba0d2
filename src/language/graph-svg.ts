import type { GraphNode, ModuleGraph } from './graph.ts';
import { COLOURS, escapeMarkup, toneOf, wrap } from './graph-text.ts';

// Graphviz measures text by the widths of Helvetica; the margin leaves room for the wider fonts that may stand in for it.
const FONT = 'Helvetica,Arial,sans-serif';
const MARGIN = '0.36,0.1';

/** The flowchart as an SVG picture with a transparent background. Loads Graphviz, which only this needs. */
export async function toSvg(graph: ModuleGraph): Promise<string> {
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  const ids = new Map(graph.nodes.map(({ name }, index) => [name, `s${index}`]));
  const picture = viz.renderString(
    {
      name: 'module',
      graphAttributes: { bgcolor: 'transparent', rankdir: 'TB', nodesep: 0.35, ranksep: 0.45, fontname: FONT },
      nodeAttributes: { shape: 'box', style: 'filled,rounded', fontname: FONT, fontsize: 11, margin: MARGIN },
      edgeAttributes: { fontname: FONT, fontsize: 9, color: '#777777', fontcolor: '#777777', arrowsize: 0.7 },
      nodes: graph.nodes.map((node) => ({
        name: ids.get(node.name) as string,
        attributes: { label: { html: nodeLabel(node) }, ...coloursOf(node) },
      })),
      edges: graph.edges.map(({ from, to, label }) => ({
        tail: ids.get(from) as string,
        head: ids.get(to) as string,
        attributes: label === '' ? {} : { label: edgeLabel(label) },
      })),
    },
    { format: 'svg', engine: 'dot' },
  );
  return finish(picture, graph);
}

function coloursOf(node: GraphNode): { fillcolor: string; color: string } {
  const { fill, line } = COLOURS[toneOf(node)];
  return { fillcolor: fill, color: line };
}

function nodeLabel(node: GraphNode): string {
  const name = wrap(node.name).map((line) => `<B>${escapeMarkup(line)}</B>`);
  const rest = [...wrap(node.missing ? 'no such state' : node.type), ...wrap(node.detail)];
  return [...name, ...rest.map((line) => `<FONT POINT-SIZE="9">${escapeMarkup(line)}</FONT>`)].join('<BR/>');
}

/** Blanks at both sides keep the text off the line; Graphviz reads escapes and entities in it. */
function edgeLabel(label: string): string {
  return wrap(label)
    .map((line) => `  ${escapeMarkup(line).replaceAll('\\', '\\\\')}  `)
    .join('\n');
}

/** The picture alone, without the header of a file of its own, its parts named as in the module. */
function finish(svg: string, graph: ModuleGraph): string {
  const titleOf = (id: string): string => escapeMarkup(graph.nodes[Number(id)]?.name ?? '');
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace('<title>module</title>', `<title>${escapeMarkup(graph.title)}</title>`)
    .replace(/<title>s(\d+)<\/title>/g, (_, id: string) => `<title>${titleOf(id)}</title>`)
    .replace(
      /<title>s(\d+)&#45;&gt;s(\d+)<\/title>/g,
      (_, a: string, b: string) => `<title>${titleOf(a)} → ${titleOf(b)}</title>`,
    )
    .replace(/<g id="node\d+" class="node">[\s\S]*?<\/g>/g, centred);
}

/** Anchors the lines of a box at its middle, so that a wider font grows to both sides and stays inside. */
function centred(node: string): string {
  const outline = /<path [^>]* d="M?([^"]*)"/.exec(node)?.[1] ?? '';
  const xs = [...outline.matchAll(/(-?[\d.]+),/g)].map((match) => Number(match[1]));
  const middle = ((Math.min(...xs) + Math.max(...xs)) / 2).toFixed(2);
  return node.replace(/text-anchor="start" x="[^"]*"/g, `text-anchor="middle" x="${middle}"`);
}
