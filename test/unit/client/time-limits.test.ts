import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FhirConnection } from '../../../src/client/fhir-connection.ts';

/** The milliseconds within which a look-up, a page, a bundle and the statement of a server are to be answered. */
async function limitsOf(timeout: number | undefined): Promise<unknown[]> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/fhir+json' }).end('{"resourceType":"Bundle"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  const connection = new FhirConnection({ base, timeout, connections: 1 });
  const limit = vi.spyOn(AbortSignal, 'timeout');
  onTestFinished(async () => {
    limit.mockRestore();
    await connection.close();
    server.close();
  });
  await connection.get('Patient/1');
  await connection.getPage('Patient?_count=1');
  await connection.postBundle('{}');
  await connection.statement();
  return limit.mock.calls.map(([milliseconds]) => milliseconds);
}

describe('the time within which a server is to answer', () => {
  it('depends on what is asked', async () => {
    expect(await limitsOf(undefined)).toEqual([60_000, 300_000, 300_000, 120_000]);
  });

  it('is the one that is wanted, whatever is asked', async () => {
    expect(await limitsOf(400_000)).toEqual([400_000, 400_000, 400_000, 400_000]);
  });
});
