/** Words that are written short or long in names of places. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\bst\b/g, 'saint'],
  [/\bste\b/g, 'sainte'],
  [/\bft\b/g, 'fort'],
  [/\bmt\b/g, 'mount'],
];

/** The letters and digits of a name, so that case, accents, blanks, hyphens and short words (St., Ft., Mt.) make no difference. */
export function foldName(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return SHORT.reduce((name, [short, long]) => name.replace(short, long), plain).replace(/[^\p{L}\p{N}]/gu, '');
}
