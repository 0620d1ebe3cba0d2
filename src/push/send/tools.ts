import type { FhirConnection } from '../../client/fhir-connection.ts';
import type { RequestFailure } from '../../client/request-failure.ts';
import type { RetryPolicy } from '../../client/retry.ts';
import type { ServerView } from '../look/server-view.ts';
import type { Interaction, PlannedChunk } from '../plan/plan.ts';
import type { ChunkResult, Journal } from '../state/journal.ts';
import type { Rejects } from '../state/rejects.ts';
import type { EntrySource } from './entry-source.ts';
import type { Pace } from './pace.ts';
import type { SizeLimit } from './size-limit.ts';

/** Is told how it goes. */
export interface Watcher {
  /** A chunk is done. */
  chunk(chunk: PlannedChunk, result: ChunkResult): void;
  /** Something failed and is tried again after a pause of milliseconds. */
  retry(failure: RequestFailure, pause: number): void;
}

/** What sending needs. */
export interface Tools {
  readonly connection: FhirConnection;
  readonly view: ServerView;
  readonly policy: RetryPolicy;
  readonly pace: Pace;
  readonly source: EntrySource;
  readonly journal: Journal;
  readonly rejects: Rejects;
  readonly interaction: Interaction;
  readonly size: SizeLimit;
  /** Whether anything of a chunk may be there already. */
  mayBeThere(chunk: PlannedChunk): boolean;
  /** Ends the waiting and the sending of what is not yet sent. */
  readonly stop: AbortController;
  readonly watcher: Watcher;
}
