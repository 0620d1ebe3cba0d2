/** Elements of HTML that have no end. */
const VOID: ReadonlySet<string> = new Set(['meta', 'br', 'hr', 'input']);

/** The names of the elements of a text, in order; throws where one is not closed, or closed where another is open. */
export function elementsOf(text: string): readonly string[] {
  const names: string[] = [];
  const open: string[] = [];
  const plain = text.replace('<!DOCTYPE html>', '').replace(/<style>[^<]*<\/style>/g, '');
  if (/&(?!(?:amp|lt|gt|quot);)/.test(plain)) throw new Error('an ampersand is not escaped');
  for (const [, end, name = '', attributes = '', empty] of plain.matchAll(
    /<(\/?)([\w-]+)((?:\s[\w:-]+="[^"<>]*")*)\s*(\/?)>/g,
  )) {
    if (end === '/') {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> where <${last}> is open`);
      continue;
    }
    const keys = [...attributes.matchAll(/\s([\w:-]+)=/g)].map((match) => match[1]);
    if (new Set(keys).size < keys.length) throw new Error(`<${name}> has an attribute twice`);
    names.push(name);
    if (empty !== '/' && !VOID.has(name)) open.push(name);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
  // Whatever is left that looks like a tag was not read as one.
  const rest = plain.replace(/<\/?[\w-]+(?:\s[\w:-]+="[^"<>]*")*\s*\/?>/g, '');
  if (/[<>]/.test(rest))
    throw new Error(`not a tag: ${rest.slice(Math.max(0, rest.search(/[<>]/) - 20), rest.search(/[<>]/) + 40)}`);
  return names;
}
