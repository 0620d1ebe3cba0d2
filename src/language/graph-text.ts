/** Width of a line in flowcharts, in characters. */
const LINE = 32;
const LINES = 4;

/** Words cut into lines of at most 32 characters and at most 4 lines, what is left out shown by an ellipsis. */
export function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of piecesOf(text)) {
    if (line !== '' && (line + word).trimEnd().length > LINE) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd());
  if (lines.length <= LINES) return lines;
  return [...lines.slice(0, LINES - 1), `${(lines[LINES - 1] as string).slice(0, LINE - 1)}…`];
}

/** Words with the blank or underscore that ends them, none longer than a line. */
function piecesOf(text: string): readonly string[] {
  const words = text.split(/(?<=[\s_])/u);
  return words.flatMap((word) => word.match(new RegExp(`.{1,${LINE}}`, 'gsu')) ?? []);
}

/** How a state is drawn. */
export type Tone = 'end' | 'wait' | 'care' | 'missing' | 'plain';

const TONES: Readonly<Record<string, Tone>> = {
  Initial: 'end',
  Terminal: 'end',
  Death: 'end',
  Delay: 'wait',
  Guard: 'wait',
  Hazard: 'wait',
  Encounter: 'care',
  EncounterEnd: 'care',
  CallSubmodule: 'care',
};

/** The tone of a state type: where a module begins and ends, waits, and where care is given; else plain. */
export function toneOf({ type, missing }: { readonly type: string; readonly missing: boolean }): Tone {
  if (missing) return 'missing';
  return Object.hasOwn(TONES, type) ? (TONES[type] as Tone) : 'plain';
}

/** Fill and outline of a tone; text is dark on all of them. */
export const COLOURS: Readonly<Record<Tone, { readonly fill: string; readonly line: string }>> = {
  end: { fill: '#e8e8e8', line: '#555555' },
  wait: { fill: '#fff3cd', line: '#a07800' },
  care: { fill: '#d6eaf8', line: '#2471a3' },
  missing: { fill: '#f8d7da', line: '#b02a37' },
  plain: { fill: '#ffffff', line: '#555555' },
};

/** Text as it may stand in markup. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
