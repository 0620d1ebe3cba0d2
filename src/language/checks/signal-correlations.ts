import type { CorrelationMove } from '../../physiology/correlation.ts';
import type { Check, CheckedProgram } from './check.ts';

/** An entry of the correlation matrix that moves farther is refused; one that moves by less than the second is not told. */
const TOO_FAR = 0.05;
const TOLD = 0.005;

/**
 * The correlations that are declared can hold together: of a matrix that cannot be, the nearest that can is taken, and it is told how far
 * any entry had to move. Those that nobody declared are 0, and move too.
 */
export const signalCorrelations: Check = {
  codes: ['correlation-matrix', 'correlation-moved'],
  check(program) {
    if (program.signals.length === 0) return;
    const moves = [...program.linkedSignals.catalogue.moves].sort((a, b) => distance(b) - distance(a));
    const [worst] = moves;
    if (!worst || distance(worst) <= TOLD) return;
    const [a, b] = worst.between;
    const how = `the correlation of the levels of "${a}" and "${b}" is ${shown(worst.given)} in place of ${shown(worst.asked)}`;
    const beyond = (limit: number) => moves.filter((move) => distance(move) > limit).length;
    if (distance(worst) > TOO_FAR) {
      const message = `these correlations cannot all hold: in the nearest matrix that can be, ${how}`;
      const hint = `pairs that would move by more than ${TOO_FAR}: ${beyond(TOO_FAR)}; mend this one, or what it hangs together with`;
      tell(program, worst, 'error', 'correlation-matrix', message, hint);
      return;
    }
    const message = `the correlations are taken as the nearest that can all hold; the farthest moved: ${how}`;
    tell(
      program,
      worst,
      'note',
      'correlation-moved',
      `${message} (pairs that move by more than ${TOLD}: ${beyond(TOLD)})`,
    );
  },
};

function distance({ asked, given }: CorrelationMove): number {
  return Math.abs(asked - given);
}

function shown(r: number): string {
  return r.toFixed(3);
}

function keyOf(between: readonly [string, string]): string {
  return [...between].sort().join('\n');
}

/** At the pair in the file that declares it, or else at the first of its signals. */
function tell(
  { signals, linkedSignals: { correlations } }: CheckedProgram,
  { between }: CorrelationMove,
  severity: 'error' | 'note',
  code: string,
  message: string,
  hint?: string,
): void {
  const pair = correlations.find((one) => keyOf(one.between) === keyOf(between));
  const file = signals.find((one) =>
    pair ? one.file === pair.file.file : one.signals.some(({ name }) => name === between[0]),
  );
  file?.report.add(severity, code, message, pair ? pair.path : ['signals', between[0]], hint);
}
