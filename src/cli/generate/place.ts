import { AppError, ExitCode } from '../../core/app-error.ts';
import { didYouMean, nearest } from '../../core/suggest.ts';
import type { Places, State } from '../../reference/places.ts';
import { COMMANDS } from '../commands/index.ts';

/** Places of a state that are named when one is not known. */
const MOST_NAMED = 10;

/**
 * Refuses a state or city that does not exist, before anything else is done.
 * @throws AppError with the name that was probably meant: of a state, of a city whose state is missing, or of a command.
 */
export function checkPlace(places: Places, { state, city }: { readonly state?: string; readonly city?: string }): void {
  if (state === undefined) {
    if (city === undefined) return;
    throw new AppError(ExitCode.usage, `the city "${city}" needs its state`, {
      hint: 'for example: Massachusetts Boston',
    });
  }
  const found = places.findState(state);
  if ('candidates' in found) throw unknownState(state, found.candidates, places);
  if (city === undefined) return;
  const there = places.findCity(found.found, city);
  if (!('candidates' in there)) return;
  const largest = there.candidates.slice(0, MOST_NAMED).join(', ');
  const hint = `the largest places of ${found.found.name}: ${largest}`;
  throw new AppError(
    ExitCode.usage,
    `unknown city of ${found.found.name} "${city}"${didYouMean(city, there.candidates)}`,
    {
      hint,
    },
  );
}

function unknownState(text: string, candidates: readonly string[], places: Places): AppError {
  const message = `unknown state "${text}"`;
  const command = nearest(
    text,
    COMMANDS.map(({ name }) => name),
  );
  const hint = 'states go by name or postal code; US is the whole country';
  if (nearest(text, candidates) !== undefined || command === undefined) {
    const home = largestHome(places, text);
    const suggestion = home ? `; "${text}" is a city: ${home.name} ${quoted(text)}` : didYouMean(text, candidates);
    return new AppError(ExitCode.usage, message + suggestion, { hint });
  }
  return new AppError(ExitCode.usage, `${message}; did you mean the command "${command}"?`, { hint });
}

/** The state whose place of that name has the most residents. */
function largestHome(places: Places, text: string): State | undefined {
  const residents = (state: State) => places.findCity(state, text).found?.population ?? 0;
  const largest = Math.max(...places.states.map(residents));
  return largest > 0 ? places.states.find((state) => residents(state) === largest) : undefined;
}

function quoted(text: string): string {
  return /\s/.test(text) ? JSON.stringify(text) : text;
}
