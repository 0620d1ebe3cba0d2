import { AppError, ExitCode } from '../core/app-error.ts';

const EXAMPLE = 'an address is such as https://fhir.example.org/r4';
const TOKEN_EXAMPLE = 'such an address is https://auth.example.org/token; http is for this machine alone';

/**
 * The base address of a server, without a slash at its end.
 * @throws AppError for what is no such address. What may hold a secret is refused and not repeated.
 */
export function readServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    // What cannot be read may hold a password anywhere.
    const shown = /[@?#]/.test(text) ? 'what was given' : `"${text}"`;
    throw new AppError(ExitCode.usage, `${shown} is no address of a server`, { hint: EXAMPLE });
  }
  if (holdsUser(url))
    throw withUser(url, 'leave them out of the address; set ANAMNESIS_USER and ANAMNESIS_PASSWORD instead');
  if (url.search !== '' || url.hash !== '') {
    const hint = `${EXAMPLE}; a token belongs into ANAMNESIS_TOKEN, another key into --header 'Name: env:VARIABLE'`;
    throw new AppError(ExitCode.usage, `the address of ${url.host} holds a query or a fragment`, { hint });
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * The address at which tokens are had, as it was given: it is the audience of what is sent there, and may have a query, but no fragment
 * (RFC 6749, 3.2).
 * @throws AppError for what is no such address, and for one that is neither encrypted nor on this machine.
 */
export function readTokenUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const shown = /[@?#]/.test(text) ? 'what was given' : `"${text}"`;
    throw new AppError(ExitCode.usage, `${shown} is no address for tokens`, { hint: TOKEN_EXAMPLE });
  }
  if (holdsUser(url)) throw withUser(url, 'leave them out: the signed assertion says who asks');
  if (url.hash !== '')
    throw new AppError(ExitCode.usage, `the address for tokens at ${url.host} holds a fragment`, {
      hint: TOKEN_EXAMPLE,
    });
  if (!isPrivate(text)) {
    const message = `the address for tokens at ${url.host} is not encrypted: who reads the token on its way can use it`;
    throw new AppError(ExitCode.usage, message, { hint: TOKEN_EXAMPLE });
  }
  return text;
}

function holdsUser({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

function withUser({ host }: URL, hint: string): AppError {
  return new AppError(ExitCode.usage, `the address of ${host} holds a user name or password`, { hint });
}

/** Whether what is sent to an address stays on this machine or is encrypted. */
export function isPrivate(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
