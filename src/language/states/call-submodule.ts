import { z } from 'zod';
import { type CompileContext, defineState, type Path } from '../define.ts';
import { code, scalar, text } from '../fields.ts';
import { type Life, Outcome } from '../run.ts';
import type { AttributeValue } from '../values.ts';

/** What a caller hands to a parameter: a literal, a code, what an attribute holds then, or the entry that a state made last. */
const argument = z.union([scalar, code, z.strictObject({ attribute: text }), z.strictObject({ state: text })]);

/** Runs another module as part of this one; `with` gives its parameters (native extension). */
export const callSubmodule = defineState({
  type: 'CallSubmodule',
  fields: () => ({ submodule: text, with: z.record(z.string(), argument).optional() }),
  compile(json, context, path) {
    const parameters = compileArguments(json.with, context, [...path, 'with']);
    return {
      callee: json.submodule,
      process(life, visit) {
        const site = life.frame.site.callees.get(visit.state.index);
        if (!site) throw new Error(`submodule "${json.submodule}" does not exist`);
        const ended = life.call(visit, site, visit.callee ? null : parameters(life));
        if (ended === undefined) return Outcome.callee;
        visit.exited = ended;
        return Outcome.pass;
      },
    };
  },
});

function entryOf(state: string, context: CompileContext, path: Path): (life: Life) => AttributeValue | undefined {
  if (!context.hasState(state)) {
    context.report('error', 'unknown-state', `there is no state "${state}" whose entry could be given`, path);
  }
  context.remembers(state);
  return ({ frame: { history } }) => history.visits[history.newestOf(state)]?.entry ?? undefined;
}

function compileArguments(
  json: Readonly<Record<string, z.output<typeof argument>>> | undefined,
  context: CompileContext,
  path: Path,
): (life: Life) => ReadonlyMap<string, AttributeValue> | null {
  if (!json) return () => null;
  const sources = Object.entries(json).map(([name, value]) => {
    if (typeof value === 'object' && 'attribute' in value) {
      const slot = context.reads(value.attribute, [...path, name]);
      return { name, value: (life: Life) => life.attribute(slot) };
    }
    if (typeof value === 'object' && 'state' in value) {
      return { name, value: entryOf(value.state, context, [...path, name, 'state']) };
    }
    return { name, value: () => value };
  });
  return (life) => {
    const given = new Map<string, AttributeValue>();
    for (const { name, value } of sources) {
      const now = value(life);
      if (now !== undefined) given.set(name, now);
    }
    return given;
  };
}
