import type { IncomingMessage, ServerResponse } from 'node:http';

/** Apps on this machine; others have no business here. */
const LOCAL_ORIGIN = /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|[a-z0-9-]+\.localhost)(?::\d+)?$/;

/**
 * Lets apps that a browser has loaded from this machine ask and read. Whether the request was one by which the browser only asks
 * whether it may, and is answered.
 */
export function allowLocalApps(request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  response.setHeader('vary', 'origin');
  if (origin !== undefined && LOCAL_ORIGIN.test(origin)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'ETag, Location, Last-Modified');
  }
  if (request.method !== 'OPTIONS') return false;
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE');
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*');
  response.setHeader('access-control-max-age', '600');
  response.writeHead(204).end();
  return true;
}
