/** The official validator of HL7, kept running. */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Guide, versionOf } from '../../src/reference/guides.ts';
import { buildJava, startJava } from './java.ts';

export type Severity = 'fatal' | 'error' | 'warning' | 'information';

/** One thing that the validator has to say about a resource or bundle. */
export interface Message {
  readonly severity: Severity;
  /** The validator's name for this kind of message. */
  readonly id: string;
  /** Of a .ndjson file: the line (from 1) that the message is about. */
  readonly record?: number;
  readonly location: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface Judgement {
  readonly file: string;
  readonly messages: readonly Message[];
  /** Why the file could not be judged. */
  readonly failed?: string;
  readonly millis: number;
}

export interface Judge {
  /** Judges a file by the profiles of `guide`: a resource or bundle, or one resource a line if its name ends in .ndjson. */
  judge(guide: Guide | 'none', file: string): Promise<Judgement>;
  close(): void;
}

interface Waiting {
  readonly resolve: (judgement: Judgement) => void;
  readonly reject: (problem: Error) => void;
}

const VALUE_SETS = fileURLToPath(new URL('packages/value-sets.json', import.meta.url));

/** Starts the validator. Up to `threads` files are judged at once. */
export function startJudge(threads = 2): Judge {
  buildJava();
  const validator = startJava('Judge', '5g', [VALUE_SETS, String(threads)]);
  const waiting = new Map<string, Waiting>();
  createInterface({ input: validator.stdout }).on('line', (line) => {
    const judgement = JSON.parse(line) as Judgement & { readonly guide: string };
    const key = `${judgement.guide}\t${judgement.file}`;
    waiting.get(key)?.resolve(judgement);
    waiting.delete(key);
  });
  validator.on('close', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the validator ended with ${code} before it was done`));
  });
  return {
    judge: (guide, file) =>
      new Promise((resolve, reject) => {
        const key = `${packageOf(guide)}\t${file}`;
        waiting.set(key, { resolve, reject });
        validator.stdin.write(`${key}\n`);
      }),
    close: () => validator.stdin.end(),
  };
}

function packageOf(guide: Guide | 'none'): string {
  return guide === 'none' ? guide : `hl7.fhir.us.core-${versionOf(guide)}.tgz`;
}

export function isError({ severity }: Message): boolean {
  return severity === 'error' || severity === 'fatal';
}
