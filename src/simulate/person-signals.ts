import type { Draws } from '../core/random/draws.ts';
import type { SignalCatalogue } from '../physiology/signal.ts';
import type { SignalReader } from '../physiology/signal-reader.ts';
import type { Person } from '../record/person.ts';
import type { Reference } from '../reference/data.ts';
import type { RunningLife } from './running-life.ts';

/** Who has a body. */
export type Bodied = Pick<Person, 'sex' | 'birth'> & Partial<Pick<Person, 'ethnicity'>>;

/** What makes the signals of a person's life, from the keys of the life. */
export function signalsOf(
  _catalogue: SignalCatalogue,
  _draws: Draws,
  _person: Bodied,
  _reference: () => Reference,
): (life: RunningLife) => SignalReader {
  return () => {
    throw new Error('signals cannot be read yet');
  };
}
