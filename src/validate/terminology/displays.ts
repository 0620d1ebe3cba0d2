import { readdirSync, readFileSync } from 'node:fs';
import { systemUri } from '../../core/code.ts';
import { isObject, type Json, type JsonObject, listOf, textOf } from '../../core/json.ts';

/** What codes are called, by system. */
export interface Displays {
  /** The official display of a code; undefined where it is not known. */
  of(system: string, code: string): string | undefined;
}

/** Displays of the code systems of HL7: codes and displays between line feeds, in one order. */
type DisplayTable = Readonly<Record<string, readonly [codes: string, displays: string]>>;

/** The displays of valuesets/, and of the code systems that R4 and US Core bind to. Read when the first is asked for. */
export class KnownDisplays implements Displays {
  readonly #bySystem = new Map<string, Map<string, string>>();
  #isLoaded = false;

  of(system: string, code: string): string | undefined {
    if (!this.#isLoaded) this.#load();
    return this.#bySystem.get(system)?.get(code);
  }

  #load(): void {
    this.#isLoaded = true;
    const table = readJson(
      new URL('../../../src/validate/data/code-displays.json', import.meta.url),
    ) as unknown as DisplayTable;
    for (const [system, [codes, displays]] of Object.entries(table)) {
      const names = displays.split('\n');
      codes.split('\n').forEach((code, i) => {
        this.#add(system, code, names[i] ?? '');
      });
    }
    const folder = new URL('../../../valuesets/', import.meta.url);
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
      const set = readJson(new URL(name, folder));
      const system = systemUri(textOf(set['system']) ?? '');
      for (const each of listOf(set['codes'])) {
        if (isObject(each)) this.#add(system, textOf(each['code']) ?? '', textOf(each['display']) ?? '');
      }
    }
  }

  #add(system: string, code: string, display: string): void {
    const codes = this.#bySystem.get(system) ?? new Map<string, string>();
    codes.set(code, display);
    this.#bySystem.set(system, codes);
  }
}

function readJson(url: URL): JsonObject {
  return JSON.parse(readFileSync(url, 'utf8')) as Json as JsonObject;
}
