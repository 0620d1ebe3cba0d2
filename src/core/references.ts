/** Every literal reference that a resource holds, each once; those to resources inside it (`#id`) aside. */
export function referencesIn(resource: unknown): string[] {
  const found = new Set<string>();
  collect(resource, found);
  return [...found];
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) collect(item, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inside] of Object.entries(value)) {
      if (key !== 'reference') collect(inside, found);
      else if (typeof inside === 'string' && inside !== '' && !inside.startsWith('#')) found.add(inside);
      else collect(inside, found);
    }
  }
}

/** A reference without the version it may name: `Patient/1/_history/2` is about `Patient/1`. */
export function withoutVersion(reference: string): string {
  const at = reference.indexOf('/_history/');
  return at === -1 ? reference : reference.slice(0, at);
}
