import { AppError, ExitCode } from '../core/app-error.ts';

const EXAMPLE = 'an address is such as https://fhir.example.org/r4';

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
  if (url.username !== '' || url.password !== '') {
    const hint = 'leave them out of the address; set ANAMNESIS_USER and ANAMNESIS_PASSWORD instead';
    throw new AppError(ExitCode.usage, `the address of ${url.host} holds a user name or password`, { hint });
  }
  if (url.search !== '' || url.hash !== '') {
    const hint = `${EXAMPLE}; a token belongs into ANAMNESIS_TOKEN, another key into --header 'Name: env:VARIABLE'`;
    throw new AppError(ExitCode.usage, `the address of ${url.host} holds a query or a fragment`, { hint });
  }
  return url.href.replace(/\/+$/, '');
}

/** Whether what is sent to an address stays on this machine or is encrypted. */
export function isPrivate(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
