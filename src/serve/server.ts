import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, ExitCode } from '../core/app-error.ts';
import type { Software } from './capability.ts';
import { allowLocalApps } from './cors.ts';
import type { Engine } from './engine.ts';
import { answerFhir, BASE_PATH } from './http.ts';
import { loadFolder } from './load-folder.ts';
import { outcome } from './outcome.ts';
import { loadEngine } from './packages.ts';
import { page } from './page.ts';

export interface ServeOptions {
  /** A folder that a run wrote, or of bundles or NDJSON files; without it the server is empty. */
  readonly folder?: string;
  /** What to listen on; `127.0.0.1` is seen from this machine alone. */
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Refuse writes. */
  readonly readOnly?: boolean;
  /** What the server says it is. */
  readonly software?: Software;
  /** Told, while the folder is read, how many resources have come. */
  readonly onLoaded?: (count: number) => void;
}

export interface RunningServer {
  /** The base address of FHIR (`http://127.0.0.1:8080/fhir`). */
  readonly url: string;
  /** How many resources were loaded. */
  readonly loaded: number;
  /** The id of a patient who was loaded; undefined where there is none. */
  readonly patient: string | undefined;
  /** How many resources there are of each type, by now. */
  counts(): ReadonlyMap<string, number>;
  /** Stops listening, and cuts what is still open. */
  close(): Promise<void>;
}

/** Milliseconds that a connection may be idle. */
const KEEP_ALIVE = 65_000;

/**
 * Starts a FHIR R4 server that keeps everything in memory, for trying and for tests.
 * @throws AppError when the folder cannot be read, the address is taken, or the packages it is built on are not installed.
 */
export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const { Engine } = await loadEngine();
  const software = options.software ?? { name: 'anamnesis', version: 'unknown' };
  const engine = new Engine({ software, readOnly: options.readOnly === true });
  if (options.folder !== undefined) await load(engine, options.folder, options.onLoaded);
  const loaded = engine.store.size;
  const [patient] = engine.store.ofType('Patient');
  // A client that waits between requests must not find its connection closed just when it writes.
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE });
  const url = await listen(server, options.host, options.port);
  server.on('request', (request, response) => {
    answer(engine, url, request, response).catch((error: unknown) => fail(response, error));
  });
  return { url, loaded, patient: patient?.id, counts: () => engine.store.counts(), close: () => close(server) };
}

async function load({ store }: Engine, folder: string, onLoaded: (count: number) => void = () => {}): Promise<void> {
  let count = 0;
  await loadFolder(folder, (resource) => {
    store.put(resource);
    onLoaded(++count);
  });
}

async function answer(engine: Engine, url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (allowLocalApps(request, response)) return;
  const path = request.url?.split('?')[0] ?? '';
  if (path === BASE_PATH || path.startsWith(`${BASE_PATH}/`)) return answerFhir(engine, url, request, response);
  if (path !== '/' || (request.method !== 'GET' && request.method !== 'HEAD')) {
    const text = `there is nothing at ${path}; FHIR starts at ${BASE_PATH}`;
    response.writeHead(404, { 'content-type': 'application/fhir+json; charset=utf-8' });
    response.end(JSON.stringify(outcome('not-found', text)));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(request.method === 'HEAD' ? undefined : page(engine.store, url));
}

/** A fault of the server, or a client that went away while it sent. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const text = `this is a fault of the server: ${error instanceof Error ? error.message : String(error)}`;
  response.writeHead(500, { 'content-type': 'application/fhir+json; charset=utf-8' });
  response.end(JSON.stringify(outcome('exception', text)));
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => {
      const { port: taken, family, address } = server.address() as AddressInfo;
      // Who listens everywhere is called here.
      const name = /^(0\.0\.0\.0|::)$/.test(address) ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
      resolve(`http://${name}:${taken}${BASE_PATH}`);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  const where = `${host}:${port}`;
  if (error.code === 'EADDRINUSE') {
    const hint = 'choose another with --port, or let --port 0 choose one that is free';
    return new AppError(ExitCode.environment, `port ${port} of ${host} is taken by another program`, { hint });
  }
  if (error.code === 'EACCES') {
    const hint = 'ports below 1024 belong to the system: choose another with --port';
    return new AppError(ExitCode.environment, `listening on ${where} is not allowed`, { hint });
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    const hint = 'use --host 127.0.0.1 for this machine alone, --host 0.0.0.0 for all that can reach it';
    return new AppError(ExitCode.usage, `${host} is no address of this machine`, { hint });
  }
  return new AppError(ExitCode.environment, `cannot listen on ${where}: ${error.message}`, { cause: error });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
