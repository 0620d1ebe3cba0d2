import { AppError, ExitCode } from '../core/app-error.ts';

/** How a client says who it is. Secrets live in these objects alone: nothing prints, saves or compares them. */
export interface Authentication {
  /** The headers of a request made now. */
  headers(): Promise<Readonly<Record<string, string>>>;
  /** Called when the server refused the headers of a request; true when other ones are there now. */
  renew(refused: Readonly<Record<string, string>>): Promise<boolean>;
}

/** Nobody in particular. */
export const ANONYMOUS: Authentication = fixed({});

/** A token that was got elsewhere. */
export function bearer(token: string): Authentication {
  return fixed({ authorization: `Bearer ${inHeader(token, 'the token')}` });
}

/** User name and password. */
export function basic(user: string, password: string): Authentication {
  if (user.includes(':')) throw new AppError(ExitCode.usage, 'a user name may not hold a colon (RFC 7617)');
  return fixed({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` });
}

function fixed(headers: Readonly<Record<string, string>>): Authentication {
  return { headers: async () => headers, renew: async () => false };
}

/** A value as a header may hold it, blanks at its ends (a line feed, often) aside. @throws AppError that does not repeat it. */
export function inHeader(value: string, what: string): string {
  const trimmed = value.trim();
  if (trimmed !== '' && /^[\x20-\x7e]+$/.test(trimmed)) return trimmed;
  const message = trimmed === '' ? `${what} is empty` : `${what} has characters that a header may not hold`;
  throw new AppError(ExitCode.usage, message);
}
