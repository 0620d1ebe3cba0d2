import type { Check } from './check.ts';

/** Some file calls each submodule. */
export const unusedSubmodules: Check = {
  codes: ['unused-submodule'],
  check({ modules, calls }) {
    for (const { path, parsed, report } of modules) {
      if (parsed.kind !== 'submodule' || calls.isCalled(path)) continue;
      report.add('note', 'unused-submodule', `nothing calls the submodule "${path}"`, []);
    }
  },
};
