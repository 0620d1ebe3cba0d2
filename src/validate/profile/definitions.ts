import { DEFAULT_GUIDE, GUIDES, type Guide } from '../../reference/guides.ts';
import { urlOf } from '../canonical.ts';
import { R4_DEFINITIONS } from './make-table.ts';
import type { ProfilePackage } from './profile-package.ts';
import { FileTables, type Tables } from './table-file.ts';
import type { DefinitionTable } from './tables.ts';

/** Where the definitions of US Core are found, of every version. */
export const US_CORE = 'http://hl7.org/fhir/us/core/';

/**
 * The definitions that are known: R4, the versions of US Core, and the packages that were given, which come first. Files are read when
 * something in them is asked for.
 */
export class Definitions {
  readonly #guide: Guide;
  readonly #packages: readonly Tables[];
  readonly #guides = new Map<Guide, Tables>();
  #r4: Tables | undefined;

  constructor(guide: Guide = DEFAULT_GUIDE, packages: readonly ProfilePackage[] = []) {
    this.#guide = guide;
    this.#packages = packages.map(({ definitions }) => byUrl(definitions));
  }

  /** The definition of a type of R4. */
  base(type: string): DefinitionTable | undefined {
    const table = this.#core().get(R4_DEFINITIONS + type);
    return table?.base ? table : undefined;
  }

  /**
   * A definition by its URL, which may end in `|version`. One without version is meant as in `guide`, or in the guide of these
   * definitions, or in the newest that has it.
   */
  find(canonical: string, guide: Guide | undefined): DefinitionTable | undefined {
    const url = urlOf(canonical);
    const version = url === canonical ? undefined : canonical.slice(url.length + 1);
    for (const tables of this.#sources(url, guide)) {
      const table = tables().get(url);
      if (table && (version === undefined || table.version === version)) return table;
    }
    return undefined;
  }

  /** The guide that has a definition. */
  guideOf(table: DefinitionTable): Guide | undefined {
    for (const [guide, tables] of this.#guides) if (tables.get(table.url) === table) return guide;
    return undefined;
  }

  #sources(url: string, guide: Guide | undefined): (() => Tables)[] {
    const packages = this.#packages.map((tables) => () => tables);
    if (!url.startsWith(US_CORE)) return [...packages, () => this.#core()];
    const order = new Set([guide ?? this.#guide, this.#guide, ...GUIDES.toReversed()]);
    return [...packages, ...[...order].map((each) => () => this.#guideTables(each))];
  }

  #core(): Tables {
    this.#r4 ??= new FileTables('r4');
    return this.#r4;
  }

  #guideTables(guide: Guide): Tables {
    const known = this.#guides.get(guide);
    if (known) return known;
    const tables = new FileTables(guide);
    this.#guides.set(guide, tables);
    return tables;
  }
}

function byUrl(definitions: readonly DefinitionTable[]): Tables {
  return new Map(definitions.map((table) => [table.url, table]));
}
