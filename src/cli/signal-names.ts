import { AppError, ExitCode } from '../core/app-error.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Signal, SignalCatalogue } from '../physiology/signal.ts';

/**
 * The signals that a list of names means, comma between; case does not matter.
 * @throws AppError for a name that is none.
 */
export function signalsNamed(text: string, { signals }: SignalCatalogue): readonly Signal[] {
  const wanted = text.split(',').map((part) => part.trim());
  return wanted.map((name) => {
    if (name === '') throw new AppError(ExitCode.usage, '--signals has an empty name');
    const found = signals.find((signal) => signal.name.toLowerCase() === name.toLowerCase());
    if (found) return found;
    const near = didYouMean(
      name,
      signals.map((signal) => signal.name),
    );
    throw new AppError(ExitCode.usage, `there is no signal "${name}"${near}`, {
      hint: 'anamnesis report labs lists them',
    });
  });
}
