import type { TableFile } from './tables.ts';

/** A file of tables as JSON, one element a line. */
export function tableText({ source, license, definitions }: TableFile): string {
  const blocks = definitions.map(({ elements, ...head }) => {
    const lines = elements.map((element) => JSON.stringify(element)).join(',\n');
    return `${JSON.stringify(head).slice(0, -1)},"elements":[\n${lines}\n]}`;
  });
  const head = `{"source":${JSON.stringify(source)},\n"license":${JSON.stringify(license)},\n`;
  return `${head}"definitions":[\n${blocks.join(',\n')}\n]}\n`;
}
