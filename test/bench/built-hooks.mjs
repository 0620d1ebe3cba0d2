const SOURCE = new URL('../../src/', import.meta.url).href;
const BUILT = new URL('../../dist/', import.meta.url).href;

/** Puts the built file in the place of each source file. */
export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context);
  const { url } = resolved;
  if (!url.startsWith(SOURCE)) return resolved;
  const file = url.slice(SOURCE.length).replace(/\?.*$/, '').replace(/\.ts$/, '.js');
  return { url: BUILT + file, format: 'module', shortCircuit: true };
}
