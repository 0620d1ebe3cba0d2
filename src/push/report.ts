import type { ServerDescription } from '../client/capabilities.ts';
import type { Limits } from './plan/chunks.ts';
import type { Interaction } from './plan/plan.ts';
import type { TypeCheck, VerifyChoice } from './verify.ts';

/** What came of the resources of one type. */
export interface TypeResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Taken in an earlier run, and not looked at in this one. */
  earlier: number;
  rejected: number;
}

/** What a push did. */
export interface PushReport {
  readonly server: string;
  readonly software: string;
  readonly kind: string;
  readonly interaction: Interaction;
  readonly limits: Limits;
  /** False when it was stopped before the end. */
  readonly complete: boolean;
  readonly resumed: boolean;
  readonly chunks: number;
  readonly resources: number;
  readonly types: Readonly<Record<string, TypeResult>>;
  readonly retries: number;
  readonly seconds: number;
  readonly verification: VerifyChoice;
  readonly checks: readonly TypeCheck[];
  /** Where the rejected ones are told; undefined when there are none. */
  readonly rejects: string | undefined;
  readonly state: string;
}

/** The server as it is told to a user. */
export function serverName(server: Pick<ServerDescription, 'software' | 'version'>): string {
  const name = server.software === '' ? 'a server that does not say its name' : server.software;
  return server.version === '' ? name : `${name} ${server.version}`;
}

/** Whether everything is there. */
export function isWhole({ complete, types, checks }: PushReport): boolean {
  const isRejected = Object.values(types).some(({ rejected }) => rejected > 0);
  return complete && !isRejected && checks.every(({ missing, fault }) => missing.length === 0 && fault === undefined);
}
