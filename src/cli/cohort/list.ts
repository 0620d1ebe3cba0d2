import { ExitCode } from '../../core/app-error.ts';
import { discoverModules, type ModuleFile } from '../../language/discover.ts';
import { objectOf, textOf } from '../../language/loose-json.ts';
import type { Host } from '../host.ts';
import { moduleFolders } from '../modules.ts';
import { PACKAGE } from '../package-info.ts';
import { table } from '../text.ts';
import { cohortsAmong } from './find.ts';

/** Where cohorts are looked for. */
export interface CohortPlaces {
  readonly modulesDir: readonly string[];
  readonly builtin: boolean;
}

/** Lists the cohorts there are, by name and title. */
export async function listCohorts(host: Host, places: CohortPlaces, json: boolean): Promise<ExitCode> {
  const { modules } = discoverModules(moduleFolders(places.modulesDir, places.builtin));
  const cohorts = cohortsAmong(modules).map(described);
  if (json) {
    host.out.write(`${JSON.stringify(cohorts, null, 2)}\n`);
    return ExitCode.done;
  }
  const rows = cohorts.map(({ name, title }) => [name, title]);
  const next = `${PACKAGE.name} cohort show NAME tells who fits, ${PACKAGE.name} cohort run NAME -n 100 makes them`;
  host.out.write(`${cohorts.length === 0 ? 'there are no cohorts' : [...table(rows), '', next].join('\n')}\n`);
  return ExitCode.done;
}

function described(file: ModuleFile) {
  const { title, question } = objectOf(file.source().value);
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return { name, path: file.path, title: textOf(title), question: textOf(question), file: file.file };
}
