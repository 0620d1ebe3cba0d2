import { AppError, ExitCode } from '../../core/app-error.ts';
import { EXPORT_DEFAULTS, type ExportOptions } from '../../index.ts';
import type { OptionValues } from './options.ts';

/**
 * The form of what is written.
 * @throws AppError for forms that do not go together.
 */
export function exportOptionsOf(values: OptionValues): ExportOptions {
  const { bundle, ids, profile, maxEntries, maxBytes, importBase } = values;
  const options: ExportOptions = {
    bundle: bundle ?? EXPORT_DEFAULTS.bundle,
    ids: ids ?? EXPORT_DEFAULTS.ids,
    profile: profile ?? EXPORT_DEFAULTS.profile,
    ...(maxEntries !== undefined && { maxEntries }),
    ...(maxBytes !== undefined && { maxBytes }),
    ...(importBase !== undefined && { importBase }),
  };
  if (options.ids === 'urn') refuseWithUrn(options);
  refusePassword(importBase);
  return options;
}

/** A server gives ids to the entries of one transaction together; nothing outside of it can refer to them by urn:uuid. */
function refuseWithUrn({ bundle, maxEntries, maxBytes }: ExportOptions): void {
  if (bundle === 'batch') {
    const hint = 'take --bundle transaction with --ids urn, or --bundle batch with --ids fixed';
    const message =
      '--ids urn and --bundle batch do not go together: the entries of a batch cannot refer to each other';
    throw new AppError(ExitCode.usage, message, { hint });
  }
  if (bundle === 'collection' || (maxEntries ?? maxBytes) === undefined) return;
  const option = maxEntries === undefined ? '--max-bytes' : '--max-entries';
  throw new AppError(
    ExitCode.usage,
    `--ids urn and ${option} do not go together: a part of a patient cannot refer to what was loaded before it, whose ids the server gave`,
    { hint: 'leave the limit out, or take --ids fixed' },
  );
}

/** The address is written into files; the message must not repeat what is secret in it. */
function refusePassword(importBase: string | undefined): void {
  if (importBase === undefined || new URL(importBase).password === '') return;
  throw new AppError(
    ExitCode.usage,
    '--import-base holds a password, which would stand in the files that are written',
    {
      hint: 'leave the password out; let the server that imports know it in another way',
    },
  );
}
