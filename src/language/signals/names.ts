import { systemName } from '../../core/code.ts';
import { signalKey } from '../../physiology/catalogue.ts';
import type { ParsedSignals, PlacedSignal } from './parse.ts';

/** The signals of all files by name. */
interface NamedSignals {
  /** The first of each name. */
  readonly byName: ReadonlyMap<string, PlacedSignal>;
  /** Names of those that could not be told from another: they read a part of growth that another reads. */
  readonly doubles: ReadonlySet<string>;
}

/** What belongs to one signal only: its name, its codes, its vital sign, its part of growth. What is another's is reported. */
export function signalsByName(files: readonly ParsedSignals[]): NamedSignals {
  const byName = new Map<string, PlacedSignal>();
  const doubles = new Set<string>();
  const fileOf = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const { file, signals, broken } of files) {
    for (const name of broken) fileOf.set(name, fileOf.get(name) ?? file.file);
    for (const signal of signals) {
      const { name, report, path } = signal;
      const other = fileOf.get(name);
      if (other !== undefined) {
        const hint = 'rename one of them; a file replaces that of the same path in an earlier folder';
        report.add('error', 'duplicate-signal', `${other} has a signal "${name}" already`, path, hint);
        continue;
      }
      fileOf.set(name, file.file);
      byName.set(name, signal);
      checkOwn(signal, owners);
      if (!ownsGrowth(signal, owners)) doubles.add(name);
    }
  }
  return { byName, doubles };
}

/** `owners`: the signal that has a key of draws, a code, a vital sign or a part of growth already. */
function checkOwn({ name, json, path, report }: PlacedSignal, owners: Map<string, string>): void {
  const key = `key ${signalKey(name)}`;
  const twin = owners.get(key);
  if (twin === undefined) owners.set(key, name);
  else {
    const message = `signals "${twin}" and "${name}" would share their draws (one hash)`;
    report.add('error', 'hash-collision', message, path, 'rename one of them');
  }
  const claim = (what: string, code: string, place: readonly PropertyKey[]): void => {
    const owner = owners.get(what);
    if (owner === undefined) owners.set(what, name);
    else report.add('error', code, `${what} is that of "${owner}" already`, place);
  };
  for (const [i, { system, code }] of (json.codes ?? []).entries()) {
    claim(`${systemName(system)} ${code}`, 'duplicate-code', [...path, 'codes', i, 'code']);
  }
  if (json.vital_sign !== undefined) {
    claim(`the vital sign "${json.vital_sign}"`, 'duplicate-vital-sign', [...path, 'vital_sign']);
  }
}

/** Whether no other signal reads the same part of growth; tells when one does. */
function ownsGrowth({ name, json: { growth }, path, report }: PlacedSignal, owners: Map<string, string>): boolean {
  if (growth === undefined) return true;
  const key = `growth in ${growth}`;
  const owner = owners.get(key);
  if (owner === undefined) {
    owners.set(key, name);
    return true;
  }
  report.add('error', 'duplicate-growth', `${growth} is read by "${owner}" already`, [...path, 'growth']);
  return false;
}
