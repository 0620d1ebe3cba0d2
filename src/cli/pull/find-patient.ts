import { AppError, ExitCode } from '../../core/app-error.ts';
import { listAt, type ResourceJson, textAt } from '../../core/json.ts';
import { PACKAGE } from '../package-info.ts';
import type { Server } from './server.ts';

const ID = /^(?:Patient\/)?([A-Za-z0-9\-.]{1,64})$/;

/** Patients that are named when a search finds too many. */
const MOST_TOLD = 20;

/**
 * The patient whom `wanted` means: an id, a search, or words of which each starts a part of the name.
 * @throws AppError when it means nobody, or several.
 */
export async function findPatient(server: Server, wanted: string): Promise<ResourceJson> {
  if (wanted.includes('=')) return onlyOne(server, wanted.replace(/^(?:Patient)?\?/, ''), wanted);
  const id = ID.exec(wanted)?.[1];
  const found = id === undefined ? undefined : await server.find(`Patient/${id}`);
  if (found?.resourceType === 'Patient') return found;
  const words = wanted.split(/\s+/).filter((word) => word !== '');
  const search = words.map((word) => `name=${encodeURIComponent(word)}`).join('&');
  if (search === '' || wanted.includes('/')) throw nobody(server, wanted);
  return onlyOne(server, search, wanted);
}

async function onlyOne(server: Server, search: string, wanted: string): Promise<ResourceJson> {
  const bundle = await server.get(`Patient?${search}&_count=${MOST_TOLD + 1}`);
  const found: ResourceJson[] = [];
  for await (const page of server.pages(bundle)) {
    found.push(...page.filter(({ resourceType }) => resourceType === 'Patient'));
    if (found.length > MOST_TOLD) break;
  }
  const [only, another] = found;
  if (!only) throw nobody(server, wanted);
  if (another) throw new AppError(ExitCode.usage, ambiguity(found, wanted));
  return only;
}

function nobody({ base }: Server, wanted: string): AppError {
  const hint = `give an id, a name, or a search: ${PACKAGE.name} pull ${base} 'family=Ames&birthdate=1980'`;
  return new AppError(ExitCode.usage, `${base} has no patient "${wanted}"`, { hint });
}

function ambiguity(found: readonly ResourceJson[], wanted: string): string {
  const told = found.slice(0, MOST_TOLD).map((patient) => `  ${textAt(patient, 'id')}  ${described(patient)}`);
  const rest = found.length > MOST_TOLD ? ['  and more'] : [];
  const many = found.length > MOST_TOLD ? 'many' : String(found.length);
  return [`"${wanted}" may be any of ${many} patients:`, ...told, ...rest].join('\n');
}

function described(patient: ResourceJson): string {
  const { family, given } = nameOf(patient);
  const born = textAt(patient, 'birthDate');
  return [given, family, born === undefined ? '' : `born ${born}`].filter((part) => part !== '').join(' ');
}

/** The official name of a patient, or the first. */
export function nameOf(patient: ResourceJson): { readonly family: string; readonly given: string } {
  const names = listAt(patient, 'name');
  const name = names.find((each) => textAt(each, 'use') === 'official') ?? names[0];
  const given = listAt(name, 'given').find((part) => typeof part === 'string');
  const family = textAt(name, 'family') ?? textAt(name, 'text') ?? '';
  return { family, given: typeof given === 'string' ? given : '' };
}
