import { ExitCode } from '../../core/app-error.ts';
import { PLAUSIBILITY_RULES } from '../../validate/plausibility/rules.ts';
import type { Host } from '../host.ts';
import { count, table } from '../text.ts';

/** Lists the rules of plausibility: key, severity, what must hold, and why. */
export function listRules(host: Host, format: 'text' | 'json'): ExitCode {
  if (format === 'json') {
    const rules = PLAUSIBILITY_RULES.map(({ key, severity, says, why }) => ({ key, severity, says, why }));
    host.out.write(`${JSON.stringify(rules, null, 2)}\n`);
    return ExitCode.done;
  }
  const rows = PLAUSIBILITY_RULES.map(({ key, severity, says, why }) => [key, severity, `${says} (${why})`]);
  host.out.write(`${table(rows).join('\n')}\n${count(rows.length)} rules\n`);
  return ExitCode.done;
}
