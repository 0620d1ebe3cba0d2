import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { AppError, ExitCode } from '../../core/app-error.ts';
import { type Diagnostic, formatDiagnostic, pointerOf } from '../../core/diagnostic.ts';
import { type JsonSource, readJson } from '../../core/json-source.ts';
import { didYouMean } from '../../core/suggest.ts';
import { OPTION_PARSERS, type OptionName, type OptionValues, readOption } from './options.ts';

/** The file that is read from the working directory when none is named. */
export const CONFIG_FILE = 'anamnesis.json';

/** The options that make sense for one run only are flags alone. */
const FLAGS_ONLY: readonly OptionName[] = ['slots', 'person'];

type Config = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * Reads the options of a configuration file: `named`, or else the one in the working directory if it is there. Paths in it are
 * meant from its own folder.
 * @throws AppError naming file, line and column of everything wrong in it.
 */
export async function readConfig(named: string | undefined): Promise<OptionValues> {
  const file = named ?? CONFIG_FILE;
  const text = readText(file, named !== undefined);
  if (text === undefined) return {};
  const source = readJson(text, file);
  const config = await parseConfig(source);
  return toOptions(config, source, dirname(file));
}

function readText(file: string, mustExist: boolean): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !mustExist) return undefined;
    if (code === 'ENOENT') throw new AppError(ExitCode.usage, `there is no configuration file ${file}`, { cause });
    throw new AppError(ExitCode.environment, `cannot read the configuration file ${file} (${code})`, { cause });
  }
}

async function parseConfig(source: JsonSource): Promise<Config> {
  const { z } = await import('zod');
  const texts = z.array(z.string()).min(1);
  const textOrNumber = z.union([z.string(), z.number()]);
  const names = (Object.keys(OPTION_PARSERS) as OptionName[]).filter((name) => !FLAGS_ONLY.includes(name));
  const fields = Object.fromEntries(names.map((name) => [name, textOrNumber.optional()]));
  const schema = z.strictObject({
    ...fields,
    format: z.union([z.string(), texts]).optional(),
    modules: z.union([z.string(), texts]).optional(),
    modulesDir: z.union([z.string(), texts]).optional(),
    builtin: z.boolean().optional(),
    independentRanges: z.boolean().optional(),
  });
  const faults = source.diagnostics.filter(({ severity }) => severity === 'error');
  if (faults.length > 0) throw refuse(faults);
  const parsed = schema.safeParse(source.value);
  if (parsed.success) return parsed.data as Config;
  const known = Object.keys(schema.shape);
  throw refuse(parsed.error.issues.flatMap((issue) => faultsOf(issue, source, known)));
}

interface Issue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

function faultsOf(issue: Issue, source: JsonSource, known: readonly string[]): Diagnostic[] {
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => {
      const message = `unknown option "${key}"${didYouMean(key, known)}`;
      return fault(source, 'unknown-option', message, [key], true);
    });
  }
  const [name] = issue.path;
  const message = name === undefined ? 'a configuration is a JSON object' : `"${String(name)}" ${wantedOf(name)}`;
  return [fault(source, 'option-type', message, issue.path, false)];
}

function wantedOf(name: PropertyKey): string {
  if (name === 'builtin' || name === 'independentRanges') return 'is true or false';
  if (name === 'format' || name === 'modules' || name === 'modulesDir') return 'is a text or a list of texts';
  return 'is a text or a number';
}

function fault(
  source: JsonSource,
  code: string,
  message: string,
  path: readonly PropertyKey[],
  atKey: boolean,
): Diagnostic {
  const position = (atKey ? source.keyPositionOf(path) : undefined) ?? source.nearestPositionOf(path);
  const { file } = source;
  return { severity: 'error', code, message, file, pointer: pointerOf(path), ...(position && { position }) };
}

function refuse(faults: readonly Diagnostic[]): AppError {
  const [first, ...rest] = faults.map(formatDiagnostic);
  return new AppError(ExitCode.usage, `the configuration cannot be used\n${[first, ...rest].join('\n')}`);
}

function toOptions(config: Config, source: JsonSource, base: string): OptionValues {
  const { modulesDir, builtin, independentRanges, ...texts } = config;
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(texts)) {
    const text = Array.isArray(value) ? value.join(',') : String(value);
    const { line, column } = source.nearestPositionOf([name]) ?? { line: 1, column: 1 };
    values[name] = readOption(name as OptionName, text, `${source.file}:${line}:${column}: ${name}`);
  }
  const from = (path: string) => (isAbsolute(path) ? path : join(base, path));
  const folders = modulesDir === undefined ? undefined : [modulesDir].flat().map((path) => from(String(path)));
  return {
    ...(values as OptionValues),
    ...(typeof values['out'] === 'string' && { out: from(values['out']) }),
    ...(typeof values['people'] === 'string' && { people: from(values['people']) }),
    ...(folders && { modulesDir: folders }),
    ...(typeof builtin === 'boolean' && { builtin }),
    ...(typeof independentRanges === 'boolean' && { independentRanges }),
  };
}
