import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { FhirConnection } from '../../../src/client/fhir-connection.ts';
import type { RetryPolicy } from '../../../src/client/retry.ts';
import { Push, type PushEvents, type PushOptions } from '../../../src/push/push.ts';
import type { PushReport } from '../../../src/push/report.ts';
import type { Holder } from '../../../src/push/state/state-folder.ts';
import { startServer } from '../../../src/serve/server.ts';

/** Tries as often as a user would, and waits for nothing. */
export const IMPATIENT: RetryPolicy = { tries: 8, jitter: () => 0, wait: async () => {} };

/** A process that is alone. */
export const ALONE: Holder = { processId: 1, isRunning: () => false };

export interface PushSettings extends Partial<PushOptions> {
  readonly policy?: RetryPolicy;
  readonly timeout?: number;
  readonly events?: Partial<PushEvents>;
  readonly holder?: Holder;
}

/** A push with everything as by default, but for what is said. */
export function pushTo(
  url: string,
  folder: string,
  settings: PushSettings = {},
): { push: Push; run(): Promise<PushReport> } {
  const { policy = IMPATIENT, timeout = 30_000, events = {}, holder = ALONE, ...options } = settings;
  const connection = new FhirConnection({ base: url, timeout, connections: 8 });
  onTestFinished(() => connection.close());
  const push = new Push(
    connection,
    {
      paths: [folder],
      state: undefined,
      fresh: false,
      maxEntries: undefined,
      maxBytes: undefined,
      concurrency: 8,
      ids: 'given',
      verify: 'full',
      ...options,
    },
    policy,
    { reading() {}, planned() {}, chunk() {}, retry() {}, note() {}, verifying() {}, ...events },
  );
  return { push, run: () => push.run(holder) };
}

/** An empty server for the test that is running. */
export async function emptyServer(): Promise<{ url: string; counts(): Record<string, number> }> {
  const server = await startServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  return { url: server.url, counts: () => Object.fromEntries(server.counts()) };
}

/** A folder for the test that is running, with files; what is no text is written as JSON. */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'anamnesis-push-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** What a server holds under a name. */
export async function held(url: string, name: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/${name}`);
  return (await response.json()) as Record<string, unknown>;
}

/** Everything that a server holds of some types, with versions, by name. */
export async function heldAll(
  url: string,
  types: readonly string[],
): Promise<Map<string, { versionId: string; rest: unknown }>> {
  const found = new Map<string, { versionId: string; rest: unknown }>();
  for (const type of types) {
    const response = await fetch(`${url}/${type}?_count=1000`);
    const bundle = (await response.json()) as { entry?: { resource: Record<string, unknown> }[] };
    for (const { resource } of bundle.entry ?? []) {
      const { meta, ...rest } = resource;
      found.set(`${type}/${resource['id']}`, { versionId: (meta as { versionId: string }).versionId, rest });
    }
  }
  return found;
}
