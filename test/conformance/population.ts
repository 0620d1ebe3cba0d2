/** Files to load, and what they hold. */
import { join } from 'node:path';
import { contentsOf, type Resource, resourcesBelow } from './contents.ts';
import { mustRun } from './program.ts';

export class Population {
  readonly folder: string;
  readonly #files: ReadonlyMap<string, readonly Resource[]>;

  constructor(folder: string) {
    this.folder = folder;
    this.#files = resourcesBelow(folder);
  }

  /** Generates patients below `folder`; what their name is decides what they are. */
  static async generate(folder: string, name: string, patients: number, args: readonly string[]): Promise<Population> {
    const out = join(folder, name);
    await mustRun(['-p', String(patients), '-s', name, '-o', out, '--quiet', ...args]);
    return new Population(out);
  }

  get resources(): readonly Resource[] {
    return [...this.#files.values()].flat().filter(({ resourceType }) => resourceType !== 'Parameters');
  }

  /** The content of each resource by key. */
  get contents(): ReadonlyMap<string, string> {
    return contentsOf(this.resources);
  }

  /** The content of each patient's own file, by the patient's id. */
  get charts(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    const charts = new Map<string, ReadonlyMap<string, string>>();
    for (const resources of this.#files.values()) {
      const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
      if (patient?.id === undefined) continue;
      charts.set(patient.id, contentsOf(resources));
    }
    return charts;
  }
}
