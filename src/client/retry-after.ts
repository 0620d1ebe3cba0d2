import { parseHttpDate, wallClock } from '../core/time.ts';

/**
 * The milliseconds that a `Retry-After` asks to wait: seconds, or a date, which is understood by the server's own clock where the answer
 * says what that shows. Undefined when there is none, or none that can be read.
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const until = parseHttpDate(text);
  const now = parseHttpDate(headers.get('date') ?? '') ?? wallClock();
  return until === undefined ? undefined : Math.max(0, until - now);
}
