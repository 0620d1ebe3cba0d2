import { readFileSync } from 'node:fs';
import { type Authentication, basic, bearer, inHeader } from '../client/authentication.ts';
import { FhirConnection } from '../client/fhir-connection.ts';
import { isPrivate, readServerUrl, readTokenUrl } from '../client/server-url.ts';
import { SmartBackend } from '../client/smart.ts';
import { AppError, ExitCode } from '../core/app-error.ts';
import { type Flags, listFlag, textFlag } from './command.ts';
import type { Host } from './host.ts';
import { SCOPE, SECRETS } from './server-flags.ts';
import { readWhole } from './whole-number.ts';

/**
 * A connection to a server as the flags of `addServerFlags` say.
 * @throws AppError for flags that do not go together, and for secrets that are not where they should be.
 */
export function connect(host: Host, flags: Flags, url: string, connections: number): FhirConnection {
  const base = readServerUrl(url);
  const seconds = readWhole(flags, 'timeout', '--timeout', { from: 1, to: 86_400, unless: undefined });
  const timeout = seconds === undefined ? undefined : seconds * 1000;
  const headers = headersOf(host, flags);
  const authentication = authenticationOf(host, flags, base, timeout);
  if ((authentication !== undefined || headers !== undefined) && !isPrivate(base)) {
    host.err.write(
      `warning: ${new URL(base).host} is asked without encryption, and who you are can be read on the way\n`,
    );
  }
  return new FhirConnection({
    base,
    timeout,
    connections,
    ...(authentication && { authentication }),
    ...(headers && { headers }),
  });
}

function authenticationOf(
  host: Host,
  flags: Flags,
  base: string,
  timeout: number | undefined,
): Authentication | undefined {
  const smart = smartOf(flags, base, timeout);
  if (smart !== undefined) return smart;
  const named = textFlag(flags, 'tokenEnv');
  const token = host.environment(named ?? SECRETS.token);
  if (named !== undefined && token === undefined) throw notSet(named, '--token-env');
  if (token !== undefined) return bearer(token);
  const user = host.environment(SECRETS.user);
  const password = host.environment(SECRETS.password);
  if (user === undefined && password === undefined) return undefined;
  if (user === undefined) throw new AppError(ExitCode.usage, `${SECRETS.password} is set and ${SECRETS.user} is not`);
  if (password === undefined)
    throw new AppError(ExitCode.usage, `${SECRETS.user} is set and ${SECRETS.password} is not`);
  return basic(user, password);
}

function smartOf(flags: Flags, base: string, timeout: number | undefined): Authentication | undefined {
  const clientId = textFlag(flags, 'smartClientId');
  const file = textFlag(flags, 'smartKey');
  if (clientId === undefined && file === undefined) return undefined;
  if (clientId === undefined) throw new AppError(ExitCode.usage, '--smart-key needs --smart-client-id');
  if (file === undefined) throw new AppError(ExitCode.usage, '--smart-client-id needs --smart-key');
  const where = textFlag(flags, 'smartTokenUrl');
  const tokenUrl = where === undefined ? undefined : readTokenUrl(where);
  const scope = textFlag(flags, 'smartScope') ?? SCOPE;
  return SmartBackend.of(base, { clientId, key: readKey(file), scope, timeout, tokenUrl });
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new AppError(ExitCode.usage, `the SMART key ${file} cannot be read (${code})`, { cause });
  }
}

function headersOf(host: Host, flags: Flags): Readonly<Record<string, string>> | undefined {
  const wanted = listFlag(flags, 'header');
  if (wanted.length === 0) return undefined;
  return Object.fromEntries(
    wanted.map((text) => {
      const [, name, variable] = /^([A-Za-z0-9-]+)\s*:\s*env:(\w+)$/.exec(text) ?? [];
      if (name === undefined || variable === undefined) {
        const hint = "write it as --header 'x-api-key: env:MY_KEY', with the secret in the variable MY_KEY";
        throw new AppError(ExitCode.usage, '--header takes a name and the variable that holds its value', { hint });
      }
      const value = host.environment(variable);
      if (value === undefined) throw notSet(variable, '--header');
      return [name.toLowerCase(), inHeader(value, `the value in ${variable}`)];
    }),
  );
}

function notSet(variable: string, flag: string): AppError {
  return new AppError(ExitCode.usage, `${flag} names the variable ${variable}, which is not set or empty`);
}
