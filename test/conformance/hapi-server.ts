/** A HAPI FHIR JPA server of our own, empty, on loopback. */
import { createInterface } from 'node:readline';
import { buildJava, startJava } from './java.ts';

export interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the server and waits until it answers (about half a minute). */
export async function startHapi(): Promise<TestServer> {
  buildJava();
  const server = startJava('FhirServer', '3g', []);
  const closed = new Promise<void>((resolve) => {
    server.on('close', () => resolve());
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice(6));
    });
    server.on('close', (code) => reject(new Error(`the HAPI server ended with ${code} before it was ready`)));
  });
  return {
    url,
    close: () => {
      server.stdin.end();
      return closed;
    },
  };
}
