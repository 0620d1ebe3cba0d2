import type { Stream } from './host.ts';

const CODES = { red: 31, yellow: 33, cyan: 36, bold: 1, dim: 2 } as const;

export type Paint = keyof typeof CODES;

/** `text` in a colour or weight, where the stream takes it. */
export function paint(stream: Pick<Stream, 'hasColour'>, how: Paint, text: string): string {
  return stream.hasColour ? `\u001b[${CODES[how]}m${text}\u001b[0m` : text;
}
