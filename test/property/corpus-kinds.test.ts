import { describe, expect, it } from 'vitest';
import { runKeys } from '../../src/core/random/keys.ts';
import { timeOf } from '../../src/core/time.ts';
import { type Compilation, compileProgram } from '../../src/language/compile.ts';
import { discoverModules } from '../../src/language/discover.ts';
import { TRANSITIONS } from '../../src/language/transitions/index.ts';
import { simulateSlot } from '../../src/simulate/population.ts';
import { scriptWorld } from '../../src/trace/script-world.ts';
import { ScriptedLife } from '../../src/trace/scripted-life.ts';
import { CORPUS, HAS_CORPUS, NO_CORPUS } from '../support/corpus.ts';
import { worldOf } from '../support/world.ts';

const LIVES = 200;

/** The kinds that a state is an example of: its type, and its transition. */
function kindsOf(compilation: Compilation, file: string, state: string): readonly string[] {
  const json = compilation.parsed.get(file)?.states.get(state);
  if (!json) throw new Error(`there is no state ${state} in ${file}`);
  const transition = TRANSITIONS.find(({ field }) => json[field] !== undefined);
  return [json.type, ...(transition ? [transition.field] : [])];
}

describe(`foreign modules${HAS_CORPUS ? '' : ` (${NO_CORPUS})`}`, () => {
  it.skipIf(!HAS_CORPUS)(
    `all run in ${LIVES} lives, with every kind of state and transition they hold`,
    { timeout: 300_000 },
    () => {
      const compilation = compileProgram(discoverModules([{ path: `${CORPUS}/modules`, builtIn: false }]));
      const world = worldOf(compilation.program);
      const seen = new Set<string>();
      const files = new Set<string>();
      for (let slot = 0; slot < LIVES; slot++) {
        const result = simulateSlot(world, slot);
        expect(result.kind).toBe('life');
        for (const { file, state, entered } of (result.kind === 'life' && result.visitLog) || []) {
          files.add(file);
          if (entered !== null) for (const kind of kindsOf(compilation, file, state)) seen.add(kind);
        }
      }
      for (const { module } of compilation.program.sites) expect(files).toContain(module.path);
      scriptRareKinds(compilation, seen);
    },
  );
});

const RARE = scriptWorld(runKeys('rare'));

/** A kind that chance did not bring about is processed on a scripted person. */
function scriptRareKinds(compilation: Compilation, seen: ReadonlySet<string>): void {
  const rare = new Map<string, { file: string; state: string }>();
  for (const [file, { states }] of compilation.parsed) {
    for (const state of states.keys()) {
      for (const kind of kindsOf(compilation, file, state)) if (!seen.has(kind)) rare.set(kind, { file, state });
    }
  }
  for (const { file, state } of rare.values()) {
    const program = compilation.programOf(file);
    if (!program) throw new Error(`${file} does not compile`);
    const input = { birth: timeOf(1970, 1, 1), sex: 'F', attributes: {}, world: RARE, number: 0 };
    const scripted = new ScriptedLife(program, input);
    expect(() => scripted.process(state, timeOf(2020, 1, 1))).not.toThrow();
  }
}
