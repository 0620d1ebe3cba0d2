import type { Draws } from '../core/random/draws.ts';
import { Body } from '../physiology/body.ts';
import { PersonSignals } from '../physiology/person-signals.ts';
import type { Signal, SignalCatalogue } from '../physiology/signal.ts';
import type { SignalReader } from '../physiology/signal-reader.ts';
import type { Person } from '../record/person.ts';
import type { Reference } from '../reference/data.ts';
import type { RunningLife } from './running-life.ts';

/** Who has a body. */
export type Bodied = Pick<Person, 'sex' | 'birth'> & Partial<Pick<Person, 'ethnicity'>>;

/** What makes the signals of a person, from the keys of the life. */
export function signalsOf(
  catalogue: SignalCatalogue,
  draws: Draws,
  person: Bodied,
  reference: () => Reference,
): (life: RunningLife) => SignalReader {
  return (life) => {
    const charts = reference();
    const { sex, birth } = person;
    return new PersonSignals(catalogue, {
      sex,
      birth,
      draws,
      charts,
      body: new Body(charts, draws, person),
      held: (signal, bound) =>
        life.note(bound === 'limits' ? 'signal-limit' : 'signal-ceiling', wouldBe(signal, bound)),
    });
  };
}

function wouldBe({ name, limits, unit, ceiling }: Signal, bound: 'limits' | 'ceiling'): string {
  if (bound === 'limits') return `${name} would be outside ${limits.low} to ${limits.high} ${unit}`;
  const others = ceiling?.terms.map(({ signal }) => signal.name) ?? [];
  return `${name} would be above the ceiling given by ${others.join(' and ')}`;
}
