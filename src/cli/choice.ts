import { AppError, ExitCode } from '../core/app-error.ts';
import { didYouMean } from '../core/suggest.ts';
import { type Flags, textFlag } from './command.ts';

/** A flag, by its name on the command line, that is one of some words; undefined when it was not given. @throws AppError for any other word. */
export function choiceFlag<const Choice extends string>(
  flags: Flags,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = textFlag(
    flags,
    name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
  );
  if (text === undefined) return undefined;
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const message = `--${name} ${JSON.stringify(text)} is not one of ${choices.join(', ')}${didYouMean(text, choices)}`;
  throw new AppError(ExitCode.usage, message);
}
