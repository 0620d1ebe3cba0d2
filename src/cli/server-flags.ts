import type { Command } from 'commander';
import { collect } from './command.ts';

/** Variables of the environment that hold secrets. */
export const SECRETS = { token: 'ANAMNESIS_TOKEN', user: 'ANAMNESIS_USER', password: 'ANAMNESIS_PASSWORD' } as const;

/** What SMART backend services are asked for: all that may be read and written. */
export const SCOPE = 'system/*.*';

/** Declares how a command is told who it is to the server. Secrets come from the environment or a file, never from the command line. */
export function addServerFlags(command: Command): void {
  command
    .optionsGroup('Who asks (secrets come from the environment):')
    .option('--token-env <name>', `variable that holds a bearer token (default: ${SECRETS.token})`)
    .option('--header <name:env:variable>', "another header, such as 'x-api-key: env:MY_KEY'; may be repeated", collect)
    .option('--smart-client-id <id>', 'SMART backend services: the id the server knows this client by')
    .option('--smart-key <file>', 'its private key for RS384 or ES384, as PEM or JWK')
    .option('--smart-token-url <url>', "where tokens are had (default: what the server's smart-configuration says)")
    .option('--smart-scope <scopes>', `what to ask for (default: ${SCOPE})`)
    .option('--timeout <seconds>', 'longest wait for any answer (default: 300; 60 for what is looked up)');
}
