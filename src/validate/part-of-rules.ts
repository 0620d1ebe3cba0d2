import { isObject, listOf, textOf } from '../core/json.ts';
import type { Placed, Site } from './document.ts';
import { namedBy } from './references.ts';
import type { Tell } from './tell.ts';

interface Part {
  readonly file: string;
  readonly site: Site;
  /** Names of what it is part of. */
  readonly wholes: readonly string[];
}

/** Resources that are part of others of their type: none may be part of itself. Remembers only those that are. */
export class PartOfRules {
  readonly #parts = new Map<string, Part>();

  add({ resource, name, line, root }: Placed, file: string): void {
    const { partOf } = resource;
    if (partOf === undefined) return;
    const wholes = (Array.isArray(partOf) ? listOf(partOf) : [partOf]).flatMap((whole) => {
      const named = isObject(whole) ? namedBy(textOf(whole['reference']) ?? '') : undefined;
      return named?.type === resource.resourceType ? [named.name] : [];
    });
    if (wholes.length > 0) this.#parts.set(name, { file, site: { line, root, name }, wholes });
  }

  finish(tell: Tell): void {
    const sound = new Set<string>();
    for (const name of this.#parts.keys()) this.#follow(name, sound, tell);
    this.#parts.clear();
  }

  /** Walks up from a part; whatever was walked through once is not walked through again. */
  #follow(start: string, sound: Set<string>, tell: Tell): void {
    const trail: string[] = [];
    const onTrail = new Set<string>();
    const open: { name: string; depth: number }[] = [{ name: start, depth: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const left of trail.splice(next.depth)) onTrail.delete(left);
      const part = this.#parts.get(next.name);
      if (onTrail.has(next.name) && part !== undefined) {
        const message = `it is part of itself: ${[...trail.slice(trail.indexOf(next.name)), next.name].join(', part of ')}`;
        tell(part.file, part.site, 'part-of-itself', 'partOf', message);
      }
      if (part === undefined || sound.has(next.name)) continue;
      sound.add(next.name);
      trail.push(next.name);
      onTrail.add(next.name);
      for (const whole of part.wholes) open.push({ name: whole, depth: trail.length });
    }
  }
}
