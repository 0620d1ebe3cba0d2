import { AppError, ExitCode } from '../core/app-error.ts';
import { type Json, type JsonObject, listAt, objectAt, type ResourceJson, textAt } from '../core/json.ts';
import type { FhirConnection } from './fhir-connection.ts';
import { RequestFailure } from './request-failure.ts';
import { type RetryPolicy, withRetries } from './retry.ts';

/** What a server says about itself. */
export interface ServerDescription {
  /** Name of the software; empty when it does not say. */
  readonly software: string;
  readonly version: string;
  readonly fhirVersion: string;
  /** Whether it says that it takes transactions. */
  readonly takesTransactions: boolean;
  readonly takesBatches: boolean;
  /** The search parameters of each type that it says it has. */
  readonly searchParameters: ReadonlyMap<string, readonly string[]>;
}

/** A server that does not answer at all is given up sooner than one that is busy in the middle of work. */
const TRIES = 3;

/**
 * Asks a server what it is.
 * @throws AppError when it is none, is not there, refuses, or speaks another version than R4.
 */
export async function describeServer(connection: FhirConnection, policy: RetryPolicy): Promise<ServerDescription> {
  const patience = { ...policy, tries: Math.min(policy.tries, TRIES) };
  try {
    const statement = await withRetries(() => askOnce(connection), patience);
    return descriptionOf(statement, connection.base);
  } catch (error) {
    if (error instanceof RequestFailure) throw asAppError(error, connection.base);
    throw error;
  }
}

/** One long wait for an answer is enough. */
async function askOnce(connection: FhirConnection): Promise<ResourceJson> {
  try {
    return await connection.statement();
  } catch (error) {
    if (error instanceof RequestFailure && error.kind === 'timeout') throw asAppError(error, connection.base);
    throw error;
  }
}

/** What ends a command when a server cannot be used. */
export function asAppError(failure: RequestFailure, base: string): AppError {
  const options = { hint: hintFor(failure), cause: failure };
  return new AppError(ExitCode.environment, `${base}: ${failure.message}`, options);
}

function hintFor(failure: RequestFailure): string {
  const { kind, status } = failure;
  if (status === 401) {
    return 'the server wants to know who asks: set ANAMNESIS_TOKEN, or ANAMNESIS_USER and ANAMNESIS_PASSWORD, or see --smart-client-id';
  }
  if (status === 403)
    return 'the server knows who asks and does not allow it: ask for the permission, or come as another';
  if (status === 404 || kind === 'not-fhir')
    return 'give the base address of the FHIR server, the one that /metadata follows';
  if (status !== undefined && status >= 300 && status < 400) return 'give the address that it points to';
  if (kind === 'unreachable') return 'see that the server runs and that address and port are right';
  return 'see what the server is doing, and run the same command again';
}

function descriptionOf(statement: ResourceJson, base: string): ServerDescription {
  if (statement.resourceType !== 'CapabilityStatement' && statement.resourceType !== 'Conformance') {
    const message = `${base}/metadata is no CapabilityStatement but ${statement.resourceType}`;
    throw new AppError(ExitCode.environment, message, { hint: 'give the base address of the FHIR server' });
  }
  const fhirVersion = textAt(statement, 'fhirVersion') ?? '';
  if (!/^4\.0(\.|$)/.test(fhirVersion)) {
    const said = fhirVersion === '' ? 'does not say which version of FHIR it speaks' : `speaks FHIR ${fhirVersion}`;
    const hint = 'give the address of an R4 server; some servers have one address for each version';
    throw new AppError(ExitCode.environment, `${base} ${said}, and the data is R4 (4.0.1)`, { hint });
  }
  const software = objectAt(statement, 'software');
  const rest = listAt(statement, 'rest').find((item) => textAt(item, 'mode') !== 'client') as JsonObject | undefined;
  const interactions = listAt(rest, 'interaction').map((item) => textAt(item, 'code'));
  return {
    software: textAt(software, 'name') ?? '',
    version: textAt(software, 'version') ?? '',
    fhirVersion,
    takesTransactions: interactions.includes('transaction'),
    takesBatches: interactions.includes('batch'),
    searchParameters: new Map(listAt(rest, 'resource').map((type) => [textAt(type, 'type') ?? '', parametersOf(type)])),
  };
}

function parametersOf(type: Json): string[] {
  return listAt(type, 'searchParam').flatMap((parameter) => textAt(parameter, 'name') ?? []);
}
