import { loadCausesOfDeath } from '../../reference/data.ts';
import type { Check } from './check.ts';
import { objectsIn } from './walk.ts';

/** Causes of death that a file says it tells are ones that people otherwise die of, and it has a Death that can be of them. */
export const causesOfDeath: Check = {
  codes: ['unknown-cause-of-death', 'untold-cause-of-death'],
  check(program) {
    const causes = program.modules.some(({ parsed }) => parsed.header.causes_of_death) ? loadCausesOfDeath().codes : [];
    for (const { parsed, report } of program.modules) {
      for (const [index, { code }] of (parsed.header.causes_of_death ?? []).entries()) {
        const path = ['causes_of_death', index, 'code'];
        if (!causes.some((cause) => cause.code === code)) {
          const known = causes.map((cause) => `${cause.code} (${cause.display})`);
          const message = `background mortality has no cause of death ${code}`;
          report.add('error', 'unknown-cause-of-death', message, path, `it has ${known.join(', ')}`);
        } else if (!objectsIn(Object.fromEntries(parsed.states), []).some(({ json }) => json['type'] === 'Death')) {
          report.add('error', 'untold-cause-of-death', `nobody dies in this file: no state is a Death`, path);
        }
      }
    }
  },
};
