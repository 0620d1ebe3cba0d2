/** A server under trial: what it should hold by now, and whether it does. */
import { countsOf, differences, type Resource } from './contents.ts';
import { countsAt, type Stored, storedAt } from './fhir-server.ts';
import type { Population } from './population.ts';
import { type Finished, run } from './program.ts';
import type { Report } from './report.ts';

const SHOWN = 10;

export class Trial {
  readonly url: string;
  readonly report: Report;
  readonly #contents = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  constructor(url: string, report: Report) {
    this.url = url;
    this.report = report;
  }

  /** From now on the server should hold these, under their ids. */
  expect(population: Population): void {
    for (const [key, content] of population.contents) {
      const before = this.#contents.get(key);
      if (before !== undefined && before !== content) throw new Error(`two populations give ${key} different contents`);
      if (before === undefined) this.#add(key.split('/')[0] ?? '');
      this.#contents.set(key, content);
    }
  }

  /** From now on the server should hold these, under ids of its own. */
  expectAssigned(resources: readonly Resource[]): void {
    for (const { resourceType } of resources) this.#add(resourceType);
  }

  #add(type: string): void {
    this.#counts.set(type, (this.#counts.get(type) ?? 0) + 1);
  }

  async push(path: string, args: readonly string[] = [], url = this.url): Promise<Finished> {
    return run(['push', path, '--to', url, '--quiet', ...args]);
  }

  /** Pushes and checks that the program says it succeeded. */
  async pushWhole(what: string, path: string, args: readonly string[] = [], url = this.url): Promise<void> {
    const started = performance.now();
    const { code, out, err } = await this.push(path, args, url);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (!this.report.check(what, code === 0, `exit ${code} in ${seconds} s`)) this.report.note(`${out}${err}`.trim());
  }

  /** Checks that there are as many of each type as there should be. */
  async checkCounts(): Promise<void> {
    const found = await countsAt(this.url, this.#counts.keys());
    const wrong = [...this.#counts].filter(([type, count]) => found.get(type) !== count);
    const sum = [...found.values()].reduce((a, b) => a + b, 0);
    const seen = wrong.map(([type, count]) => `${found.get(type)} ${type} in place of ${count}`).join(', ');
    this.report.check('counts by type are equal', wrong.length === 0, seen || `${sum} of ${found.size} types`);
  }

  /** Checks that everything is there as it is in the files, once, and was written once. */
  async checkContents(): Promise<ReadonlyMap<string, Stored>> {
    const stored = await storedAt(this.url, this.#counts.keys());
    const found = new Map([...stored].map(([key, { content }]) => [key, content]));
    const ours = new Map([...found].filter(([key]) => this.#contents.has(key)));
    this.#tell('every resource is there, equal to the files', differences(this.#contents, ours), stored.size);
    const types = countsOf([...found.keys()].map((key) => ({ resourceType: key.split('/')[0] ?? '' })));
    const extra = [...types].filter(([type, count]) => count !== this.#counts.get(type));
    this.#tell(
      'nothing is there twice',
      extra.map(([type, count]) => `${count} ${type}`),
      stored.size,
    );
    const rewritten = [...stored].filter(([, { versionId }]) => versionId !== '1');
    this.#tell(
      'nothing was written twice',
      rewritten.map(([key, { versionId }]) => `${key} has version ${versionId}`),
      stored.size,
    );
    return stored;
  }

  #tell(what: string, faults: readonly string[], looked: number): void {
    this.report.check(what, faults.length === 0 && looked > 0, `${faults.length} faults in ${looked} resources`);
    for (const fault of faults.slice(0, SHOWN)) this.report.note(fault);
  }
}
