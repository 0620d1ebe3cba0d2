import { floorTo } from '../../core/numeric.ts';
import type { CorrelationMove } from '../../physiology/correlation.ts';
import type { Path } from '../define.ts';
import type { FileDiagnostics } from '../parse.ts';
import type { PlacedCorrelation } from '../signals/correlations.ts';
import type { Check, CheckedProgram } from './check.ts';
import { fittingShare, laterOf } from './correlation-room.ts';

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
      const message = `these correlations cannot all hold: ${attenuation(worst, program) ?? `in the nearest matrix that can be, ${how}`}`;
      const hint = `pairs that would move by more than ${TOO_FAR}: ${beyond(TOO_FAR)}; mend this one, or what it hangs together with`;
      // Those of the program can hold together without the user's.
      const { report, path } = placeOf(moves, program, ({ file }) => !file.file.builtIn);
      report.add('error', 'correlation-matrix', message, path, hint);
      return;
    }
    const message = `the correlations are taken as the nearest that can all hold; the farthest moved: ${how}`;
    const { report, path } = placeOf(moves, program);
    report.add('note', 'correlation-moved', `${message} (pairs that move by more than ${TOLD}: ${beyond(TOLD)})`, path);
  },
};

/**
 * What a pair that a user declared needs between people, whose levels go together more than single readings do, and what would fit;
 * undefined of other pairs.
 */
function attenuation({ between, declared, asked }: CorrelationMove, program: CheckedProgram): string | undefined {
  const { catalogue } = program.linkedSignals;
  const later = laterOf(between, catalogue);
  const isAdded = program.signals.some(
    ({ file, signals }) => !file.builtIn && signals.some(({ name }) => name === later),
  );
  if (!declared || !isAdded) return undefined;
  const [a, b] = declared.between;
  const needs = `${declared.r} between readings of "${a}" and "${b}" needs ${shown(asked)} between people`;
  const most = floorTo(fittingShare(later, TOO_FAR, catalogue) * Math.abs(declared.r), 2);
  const others = program.linkedSignals.correlations.some(
    (one) => one.between !== declared.between && one.between.includes(later),
  );
  return `${needs}; at most ${Math.sign(declared.r) * most} fits${others ? ` where all pairs of "${later}" are made smaller alike` : ''}`;
}

function distance({ asked, given }: CorrelationMove): number {
  return Math.abs(asked - given);
}

function shown(r: number): string {
  return r.toFixed(3);
}

function keyOf(between: readonly [string, string]): string {
  return [...between].sort().join('\n');
}

/** At the declared pair that moved farthest, among those that are preferred where there are any. */
function placeOf(
  moves: readonly CorrelationMove[],
  { signals, linkedSignals: { correlations } }: CheckedProgram,
  preferred: (correlation: PlacedCorrelation) => boolean = () => true,
): { readonly report: FileDiagnostics; readonly path: Path } {
  const some = correlations.filter(preferred);
  const places = new Map((some.length > 0 ? some : correlations).map((one) => [keyOf(one.between), one]));
  const key = moves.map(({ between }) => keyOf(between)).find((pair) => places.has(pair));
  const place = places.get(key ?? '') ?? [...places.values()][0];
  const file = signals.find((one) => one.file === place?.file.file);
  if (!place || !file) throw new Error('correlations have moved that no file declares');
  return { report: file.report, path: place.path };
}
