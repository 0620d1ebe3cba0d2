import { didYouMean } from '../../core/suggest.ts';
import type { Path } from '../define.ts';
import type { TargetJson } from '../schema.ts';
import type { Check, CheckedModule } from './check.ts';

/** A target says what is counted, by a state that exists, within its interval, and names a listed source. */
export const targets: Check = {
  codes: ['target', 'unknown-source'],
  check({ modules }) {
    for (const module of modules) {
      const { header } = module.parsed;
      const sourceIds = (header.sources ?? []).map(({ id }) => id);
      const seen = new Set<string>();
      for (const [index, target] of (header.targets ?? []).entries()) {
        const path = ['targets', index];
        if (seen.has(target.id)) say(module, `target "${target.id}" is there twice`, [...path, 'id']);
        seen.add(target.id);
        checkCounted(target, path, module);
        checkInterval(target, path, module);
        if (sourceIds.includes(target.source)) continue;
        const near = didYouMean(target.source, sourceIds);
        const message = `source "${target.source}" is not listed under "sources"${near}`;
        module.report.add('error', 'unknown-source', message, [...path, 'source']);
      }
    }
  },
};

function say({ report }: CheckedModule, message: string, path: Path, hint?: string): void {
  report.add('error', 'target', message, path, hint);
}

function checkCounted({ measure, when, state }: TargetJson, path: Path, module: CheckedModule): void {
  if (measure === 'prevalence' && when === undefined) {
    say(module, 'a prevalence needs "when"', path, 'the condition that holds for those who are counted');
  }
  if (measure === 'incidence' && state === undefined) {
    say(module, 'an incidence needs "state"', path, 'the state whose first visits are counted');
  }
  if (state !== undefined && !module.graph.has(state)) {
    const near = didYouMean(state, module.graph.names);
    say(module, `there is no state "${state}"${near}`, [...path, 'state']);
  }
}

function checkInterval({ low, value, high, population }: TargetJson, path: Path, module: CheckedModule): void {
  if (!(low <= value && value <= high)) {
    say(module, `the value ${value} is not between ${low} and ${high}`, [...path, 'value']);
  }
  const { ageMin = 0, ageMax = Number.POSITIVE_INFINITY } = population ?? {};
  if (ageMin > ageMax) say(module, `nobody is between ${ageMin} and ${ageMax} years old`, [...path, 'population']);
}
