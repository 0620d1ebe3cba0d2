import type { Check } from './check.ts';

/** No two states of a file have names that differ only in case, spaces and underscores. */
export const similarNames: Check = {
  codes: ['similar-names'],
  check({ modules }) {
    for (const { graph, report, strict } of modules) {
      const seen = new Map<string, string>();
      for (const name of graph.names) {
        const key = name.toLowerCase().replaceAll(/[\s_]/g, '');
        const other = seen.get(key);
        if (other === undefined) {
          seen.set(key, name);
          continue;
        }
        const message = `states "${other}" and "${name}" are easily taken for each other`;
        report.add(strict ? 'error' : 'note', 'similar-names', message, ['states', name], 'rename one of them');
      }
    }
  },
};
