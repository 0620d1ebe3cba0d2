import { isObject, type Json } from '../../core/json.ts';
import type { Guide } from '../../reference/guides.ts';
import { US_CORE } from './definitions.ts';
import type { Host } from './host.ts';
import { type Check, type Judgement, NO_GUIDE } from './judgement.ts';
import { shortName } from './leaf-checks.ts';
import { R4_DEFINITIONS } from './make-table.ts';
import { isPrimitiveType } from './primitives.ts';
import type { DefinitionTable } from './tables.ts';

/** HL7's own extensions: some are in packages that are not at hand. */
const HL7 = 'http://hl7.org/fhir/';

/** An extension whose definition is known. */
interface Known {
  readonly table: DefinitionTable;
  readonly check: Check;
  readonly context: ReadonlySet<string> | undefined;
}

/** Judges extensions by the definitions that their URLs name. */
export class ExtensionJudge {
  readonly #host: Host;
  readonly #known = new Map<Guide | typeof NO_GUIDE, Map<string, Known | undefined>>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** `place` is the type that the extension stands in, or the path in it. */
  judge(value: Json, depth: number, isModifier: boolean, place: string): void {
    const url = isObject(value) ? value['url'] : undefined;
    if (typeof url !== 'string') return;
    const { judgement } = this.#host;
    if (!url.includes(':')) {
      // A part of a complex extension has a name, not a URL; the whole's definition judges it.
      if (place !== 'Extension')
        judgement.structure(depth, 'url', `${url} is no URL of an extension: it must be absolute`);
      return;
    }
    const known = this.#find(url);
    if (known === undefined) {
      this.#unknown(url, depth, isModifier);
      return;
    }
    known.check(value as never, depth);
    if (known.context && !known.context.has(place) && !isAtHome(known.context, judgement, depth, place)) {
      const places = [...known.context].join(', ');
      // HL7 has since allowed many of R4's extensions at more places.
      const severity = known.table.url.startsWith(R4_DEFINITIONS) ? 'warning' : 'error';
      const text = `this extension may stand in ${places} only`;
      judgement.tell('profile', severity, depth, undefined, text, shortName(known.table));
    }
  }

  /** Extensions of others may be anything, if they do not change what the element means. */
  #unknown(url: string, depth: number, isModifier: boolean): void {
    const { judgement } = this.#host;
    if (url.startsWith(US_CORE)) judgement.tell('profile', 'error', depth, 'url', `US Core has no extension ${url}`);
    else if (isModifier)
      judgement.tell(
        'profile',
        'error',
        depth,
        'url',
        `the modifier extension ${url} is not known, and so what the element means`,
      );
    else if (url.startsWith(HL7))
      judgement.tell('unknown-profile', 'warning', depth, 'url', `the extension ${url} is not known`);
  }

  #find(url: string): Known | undefined {
    const guide = this.#host.judgement.guide ?? NO_GUIDE;
    const ofGuide = this.#known.get(guide) ?? new Map<string, Known | undefined>();
    this.#known.set(guide, ofGuide);
    if (ofGuide.has(url)) return ofGuide.get(url);
    const table = this.#host.definition(url, guide === NO_GUIDE ? undefined : guide);
    const known = table?.type === 'Extension' && !table.base ? this.#compile(table) : undefined;
    ofGuide.set(url, known);
    return known;
  }

  #compile(table: DefinitionTable): Known {
    return { table, check: this.#host.profileCheck(table), context: table.context && new Set(table.context) };
  }
}

/** Whether an extension stands where it may, by its whole path, or by types that its place alone does not tell. */
function isAtHome(context: ReadonlySet<string>, judgement: Judgement, depth: number, place: string): boolean {
  const { resourceType } = judgement.context.resource;
  const path = judgement.bare(resourceType, judgement.resourceDepth, depth - 2).replaceAll('._', '.');
  if (context.has(path)) return true;
  if (path === resourceType) return context.has('Resource') || context.has('DomainResource');
  // The place in a data type, or the type of a primitive, does not show from here.
  for (const each of context)
    if (isPrimitiveType(each) || (place === 'Element' && isDataType(each, resourceType))) return true;
  return context.has('BackboneElement') || context.has('Extension');
}

function isDataType(context: string, resourceType: string): boolean {
  return !context.startsWith(resourceType);
}
