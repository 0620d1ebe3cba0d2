/** Pushes into a HAPI FHIR JPA server, a real one: `npm run test:conformance:hapi`. */
import { createInterface } from 'node:readline';
import { buildJava, startJava } from './java.ts';
import { judgeServer, type TestServer } from './scenarios.ts';
import { sizes } from './sizes.ts';

/** Starts the server and waits until it answers (about half a minute). */
async function startHapi(): Promise<TestServer> {
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

await judgeServer({ name: 'HAPI FHIR JPA', start: startHapi, patients: sizes().hapi });
