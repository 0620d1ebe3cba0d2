import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FhirConnection } from '../../../src/client/fhir-connection.ts';
import { SmartBackend } from '../../../src/client/smart.ts';

interface Token {
  readonly status?: number;
  readonly body: unknown;
}

/** A server that gives tokens, and takes the last one it gave. */
async function smartServer(tokens: (number: number) => Token, configuration: Record<string, unknown> = {}) {
  const asked: URLSearchParams[] = [];
  const seen: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (request.url === '/fhir/.well-known/smart-configuration') {
      return json(response, 200, { token_endpoint: `${base}/token`, ...configuration });
    }
    if (request.url === '/token') {
      asked.push(new URLSearchParams(body));
      const { status = 200, body: token } = tokens(asked.length);
      return json(response, status, token);
    }
    seen.push(request.headers.authorization);
    const isGood = request.headers.authorization === `Bearer token-${asked.length}`;
    return json(response, isGood && !isRevoked(seen.length) ? 200 : 401, { resourceType: 'Patient', id: '1' });
  });
  const revoked = new Set<number>();
  const isRevoked = (request: number) => revoked.has(request);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { base: `${origin}/fhir`, tokenUrl: `${origin}/token`, asked, seen, revoked };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const good = (number: number): Token => ({
  body: { access_token: `token-${number}`, token_type: 'bearer', expires_in: 300 },
});

const OPTIONS = { clientId: 'me', scope: 'system/*.*', timeout: 5000 };

function connect(base: string, authentication: SmartBackend): FhirConnection {
  const connection = new FhirConnection({ base, authentication, timeout: 5000, connections: 4 });
  onTestFinished(() => connection.close());
  return connection;
}

describe('SMART backend services', () => {
  it.each(['RS384', 'ES384'])('sign with %s, and ask once for many requests', async (algorithm) => {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    const server = await smartServer(good);
    const smart = SmartBackend.of(server.base, { ...OPTIONS, key: await exportPKCS8(privateKey) });
    const connection = connect(server.base, smart);
    await Promise.all([1, 2, 3, 4].map(() => connection.get('Patient/1')));
    expect(server.asked).toHaveLength(1);
    const [form] = server.asked;
    expect(form?.get('grant_type')).toBe('client_credentials');
    expect(form?.get('scope')).toBe('system/*.*');
    expect(form?.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    const { payload, protectedHeader } = await jwtVerify(form?.get('client_assertion') ?? '', publicKey, {
      audience: server.tokenUrl,
      issuer: 'me',
      subject: 'me',
      maxTokenAge: 300,
    });
    expect(protectedHeader.alg).toBe(algorithm);
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('take a key as JWK, and name it', async () => {
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const server = await smartServer(good);
    const key = JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'my-key', alg: 'ES384' });
    await connect(server.base, SmartBackend.of(server.base, { ...OPTIONS, key })).get('Patient/1');
    const [header = ''] = server.asked[0]?.get('client_assertion')?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ kid: 'my-key', alg: 'ES384' });
  });

  it('ask anew when the token is about to end, and once when it is refused before', async () => {
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const key = await exportPKCS8(privateKey);
    const short = await smartServer((number) => ({ body: { access_token: `token-${number}`, expires_in: 0 } }));
    const brief = connect(short.base, SmartBackend.of(short.base, { ...OPTIONS, key }));
    await brief.get('Patient/1');
    await brief.get('Patient/1');
    expect(short.asked).toHaveLength(2);

    const server = await smartServer(good);
    const connection = connect(server.base, SmartBackend.of(server.base, { ...OPTIONS, key }));
    server.revoked.add(1);
    await connection.get('Patient/1');
    expect(server.seen).toEqual(['Bearer token-1', 'Bearer token-2']);
    server.revoked.add(3).add(4);
    await expect(connection.get('Patient/1')).rejects.toMatchObject({ status: 401 });
  });

  it('say why there is no token, and nothing secret', async () => {
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const key = await exportPKCS8(privateKey);
    const server = await smartServer(() => ({
      status: 400,
      body: { error: 'invalid_client', error_description: 'unknown key' },
    }));
    const failure: unknown = await connect(server.base, SmartBackend.of(server.base, { ...OPTIONS, key }))
      .get('Patient/1')
      .catch((error: unknown) => error);
    expect((failure as Error).message).toBe('the server gives no token (status 400: invalid_client, unknown key)');
    expect(JSON.stringify(failure)).not.toContain(server.asked[0]?.get('client_assertion'));
  });

  it('are not for keys that the server does not take, and need to know where tokens are had', async () => {
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const key = await exportPKCS8(privateKey);
    const other = await smartServer(good, { token_endpoint_auth_signing_alg_values_supported: ['RS384'] });
    await expect(
      connect(other.base, SmartBackend.of(other.base, { ...OPTIONS, key })).get('Patient/1'),
    ).rejects.toThrow('the server does not take keys for ES384 (it takes RS384)');
    const none = await smartServer(good, { token_endpoint: undefined });
    await expect(connect(none.base, SmartBackend.of(none.base, { ...OPTIONS, key })).get('Patient/1')).rejects.toThrow(
      `${none.base}/.well-known/smart-configuration names no address for tokens (status 200)`,
    );
  });

  it.each([
    '',
    'not a key',
    '{"kty":"RSA","n":"x","e":"AQAB"}',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
  ])('have no use for the key %j', (key) => {
    expect(() => SmartBackend.of('http://127.0.0.1', { ...OPTIONS, key })).toThrow(
      'the SMART key is none that can be used',
    );
  });
});
