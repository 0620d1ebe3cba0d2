/** The official validator of HL7, kept running. */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Guide } from '../../src/reference/guides.ts';
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
  /** Judges a file: a resource or bundle, or one resource a line if its name ends in .ndjson. */
  judge(file: string): Promise<Judgement>;
  close(): void;
}

const VSAC = fileURLToPath(new URL('packages/vsac.json', import.meta.url));

/** Starts the validator with the profiles of `guide`. Up to `threads` files are judged at once. */
export async function startJudge(guide: Guide | 'none', threads = 2): Promise<Judge> {
  buildJava();
  const guidePackage = guide === 'none' ? 'none' : `hl7.fhir.us.core-${guide.replace('us-core-', '')}.tgz`;
  const validator = startJava('Judge', '4g', [guidePackage, VSAC, String(threads)]);
  const waiting = new Map<string, (judgement: Judgement) => void>();
  const failures: ((problem: Error) => void)[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    failures.push(reject);
    createInterface({ input: validator.stdout }).on('line', (line) => {
      const judgement = JSON.parse(line) as Partial<Judgement>;
      if (judgement.file === undefined) resolve();
      else waiting.get(judgement.file)?.(judgement as Judgement);
    });
  });
  validator.on('exit', (code) => {
    for (const fail of failures.splice(0)) fail(new Error(`the validator ended with ${code} before it was done`));
  });
  await ready;
  return {
    judge: (file) =>
      new Promise((resolve, reject) => {
        failures.push(reject);
        waiting.set(file, resolve);
        validator.stdin.write(`${file}\n`);
      }),
    close: () => validator.kill(),
  };
}

export function isError({ severity }: Message): boolean {
  return severity === 'error' || severity === 'fatal';
}
