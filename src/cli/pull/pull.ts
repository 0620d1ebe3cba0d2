import { describeServer, type ServerDescription } from '../../client/capabilities.ts';
import type { FhirConnection } from '../../client/fhir-connection.ts';
import { PATIENT, type RetryPolicy } from '../../client/retry.ts';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { type ResourceJson, textAt } from '../../core/json.ts';
import { type Flags, textFlag } from '../command.ts';
import { connect } from '../connect.ts';
import type { Host } from '../host.ts';
import { PACKAGE } from '../package-info.ts';
import { Progress } from '../progress.ts';
import { Bundle } from '../show/bundle.ts';
import { timelineText } from '../show/timeline.ts';
import { counted } from '../text.ts';
import { findPatient } from './find-patient.ts';
import { type PulledRecord, pullRecord, type RefusedType } from './record.ts';
import { Server } from './server.ts';
import { type Target, targetOf, writeNew } from './target.ts';

/** Columns of a timeline that goes to no terminal. */
const WIDTH = 100;

/** Reads one patient from a server, and writes what it holds. */
export async function runPull(host: Host, address: string, wanted: string, flags: Flags): Promise<ExitCode> {
  const connection = connect(host, flags, address, 1);
  try {
    return await pullFrom(host, connection, PATIENT, wanted, flags);
  } finally {
    await connection.close();
  }
}

/** The same over a connection that is there. */
export async function pullFrom(
  host: Host,
  connection: FhirConnection,
  policy: RetryPolicy,
  wanted: string,
  flags: Flags,
): Promise<ExitCode> {
  const out = textFlag(flags, 'out');
  const isShown = flags['show'] === true;
  if (isShown && out === '-') {
    throw new AppError(ExitCode.usage, '--show and --out - would both write to standard output');
  }
  const { searchParameters } = await describeServer(connection, policy);
  const server = new Server(connection, policy);
  const patient = await findPatient(server, wanted);
  const target = isShown && out === undefined ? undefined : targetOf(out, patient);
  const record = await read(host, server, patient, searchParameters);
  for (const refused of record.refused) host.err.write(refusedText(refused));
  const bundle = bundleOf(server.base, record);
  if (target) write(host, target, bundle, record);
  if (isShown) show(host, bundle, patient);
  return ExitCode.done;
}

function refusedText({ type, count, reason }: RefusedType): string {
  return `warning: without ${counted(count, 'resource')} of type ${type} that the record refers to: the server does not search that type (${reason})\n`;
}

async function read(
  host: Host,
  server: Server,
  patient: ResourceJson,
  searchParameters: ServerDescription['searchParameters'],
): Promise<PulledRecord> {
  const progress = new Progress(host.err, undefined, 'resources', true);
  try {
    return await pullRecord(server, patient, searchParameters, (count) => progress.at(count));
  } finally {
    progress.clear();
  }
}

type CollectionBundle = Readonly<Record<string, unknown>>;

function bundleOf(base: string, { resources }: PulledRecord): CollectionBundle {
  const entry = resources.map((resource) => ({
    fullUrl: `${base}/${resource.resourceType}/${textAt(resource, 'id')}`,
    resource,
  }));
  return { resourceType: 'Bundle', type: 'collection', entry };
}

function write(host: Host, target: Target, bundle: CollectionBundle, record: PulledRecord): void {
  const text = `${JSON.stringify(bundle, null, 2)}\n`;
  if (target === '-') {
    host.out.write(text);
    return;
  }
  writeNew(target.file, text);
  const how = record.byOperation ? '' : ', found by searching each type: the server has no $everything';
  const file = /^[\w./-]+$/.test(target.file) ? target.file : JSON.stringify(target.file);
  host.err.write(`Written: ${file}, ${counted(record.resources.length, 'resource')}${how}\n`);
  host.err.write(`Next:    ${PACKAGE.name} show ${file}\n`);
}

function show(host: Host, bundle: CollectionBundle, patient: ResourceJson): void {
  const width = host.out.isTerminal ? Math.min(WIDTH, host.out.columns) : WIDTH;
  host.out.write(timelineText(patient, new Bundle(bundle), width, host.out));
}
