import type { Check } from './check.ts';

/** Every state lies on a path from Initial. Not judged where a path goes to a state that does not exist: it may have led there. */
export const reachable: Check = {
  codes: ['unreachable'],
  check({ modules }) {
    for (const { graph, report, severity } of modules) {
      if (!graph.has('Initial')) continue;
      const reached = graph.reachable('Initial');
      if ([...reached].some((name) => graph.isBroken(name))) continue;
      for (const name of graph.names) {
        if (reached.has(name)) continue;
        report.add(severity, 'unreachable', `no path from "Initial" leads to state "${name}"`, ['states', name]);
      }
    }
  },
};
