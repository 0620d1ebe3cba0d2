import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError, ExitCode } from '../../../src/core/app-error.ts';
import { ProfileLibrary } from '../../../src/validate/profile/library.ts';
import { readPackage } from '../../../src/validate/profile/package.ts';
import type { TableFile } from '../../../src/validate/profile/tables.ts';
import { linesOf } from '../../support/judged.ts';
import { hasPackage, packageOf } from '../../support/us-core.ts';

const ABOUT = { name: 'example.pets', version: '1.2.3', fhirVersions: ['4.0.1'] };
const PET = 'http://example.org/StructureDefinition/pet';

/** A Patient that is a pet: with one name, and of a kind. */
const PROFILE = {
  resourceType: 'StructureDefinition',
  url: PET,
  version: '1.2.3',
  name: 'Pet',
  kind: 'resource',
  type: 'Patient',
  derivation: 'constraint',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  snapshot: {
    element: [
      { id: 'Patient', path: 'Patient', min: 0, max: '*' },
      { id: 'Patient.name', path: 'Patient.name', min: 1, max: '1', base: { path: 'Patient.name', min: 0, max: '*' } },
      {
        id: 'Patient.maritalStatus',
        path: 'Patient.maritalStatus',
        min: 0,
        max: '1',
        base: { path: 'Patient.maritalStatus', min: 0, max: '1' },
        type: [{ code: 'CodeableConcept' }],
        binding: { strength: 'required', valueSet: 'http://example.org/ValueSet/kinds' },
      },
    ],
  },
};
const KINDS = {
  resourceType: 'ValueSet',
  url: 'http://example.org/ValueSet/kinds',
  compose: { include: [{ system: 'http://example.org/kinds' }] },
};
const SYSTEM = {
  resourceType: 'CodeSystem',
  url: 'http://example.org/kinds',
  content: 'complete',
  concept: [{ code: 'cat' }, { code: 'dog' }],
};

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function archive(files: Readonly<Record<string, unknown>>): Buffer {
  const entries = Object.entries(files).map(([name, json]) => ({
    name: `package/${name}`,
    data: typeof json === 'string' ? json : JSON.stringify(json),
  }));
  return gzipSync(createTar(entries));
}

function written(bytes: Uint8Array | string): string {
  const path = join(folder, 'pets.tgz');
  writeFileSync(path, bytes);
  return path;
}

const WHOLE = {
  'package.json': ABOUT,
  'StructureDefinition-pet.json': PROFILE,
  'ValueSet-kinds.json': KINDS,
  'CodeSystem-kinds.json': SYSTEM,
  '.index.json': { files: [] },
};

function pet(code: string): object {
  const coding = [{ system: 'http://example.org/kinds', code }];
  return { resourceType: 'Patient', meta: { profile: [PET] }, name: [{ text: 'Rex' }], maritalStatus: { coding } };
}

describe('readPackage', () => {
  it.each(['archive', 'folder'])('reads profiles and value sets of an %s', (form) => {
    let path = folder;
    if (form === 'archive') path = written(archive(WHOLE));
    else {
      mkdirSync(join(folder, 'package'));
      for (const [name, json] of Object.entries(WHOLE))
        writeFileSync(join(folder, 'package', name), JSON.stringify(json));
    }
    const known = readPackage(path);
    expect(known.name).toBe('example.pets 1.2.3');
    const library = new ProfileLibrary({ packages: [known] });
    expect(library.knows(`${PET}|1.2.3`)).toBe(true);
    expect(linesOf(library, pet('dog'))).toEqual([]);
    expect(linesOf(library, pet('cow'))).toEqual([
      'error binding at maritalStatus: http://example.org/kinds#cow is not in the value set http://example.org/ValueSet/kinds (pet)',
    ]);
    expect(linesOf(library, { ...pet('cat'), name: [{ text: 'A' }, { text: 'B' }] })).toEqual([
      'error profile at name: may have at most 1 members (pet)',
    ]);
  });

  it('asks for extensions of primitives, and for the same below what has the content of another element', () => {
    const extension = 'http://hl7.org/fhir/StructureDefinition/patient-birthTime';
    const element = (id: string, max: string, more: object = {}) => ({
      id,
      min: 0,
      max,
      base: { min: 0, max },
      ...more,
    });
    const slicing = { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' };
    const born = {
      ...PROFILE,
      snapshot: {
        element: [
          element('Patient', '*'),
          element('Patient.birthDate', '1', { type: [{ code: 'date' }] }),
          element('Patient.birthDate.extension', '*', { slicing, type: [{ code: 'Extension' }] }),
          element('Patient.birthDate.extension:birthTime', '1', {
            min: 1,
            base: { min: 0, max: '*' },
            type: [{ code: 'Extension', profile: [extension] }],
          }),
        ],
      },
    };
    const form = {
      ...PROFILE,
      url: `${PET}-form`,
      type: 'Questionnaire',
      snapshot: {
        element: [
          element('Questionnaire', '*'),
          element('Questionnaire.item', '*'),
          element('Questionnaire.item.text', '1', { min: 1, type: [{ code: 'string' }] }),
          element('Questionnaire.item.item', '*', { contentReference: '#Questionnaire.item' }),
        ],
      },
    };
    const files = { 'package.json': ABOUT, 'StructureDefinition-a.json': born, 'StructureDefinition-b.json': form };
    const library = new ProfileLibrary({ packages: [readPackage(written(archive(files)))] });
    const patient = { resourceType: 'Patient', meta: { profile: [PET] }, birthDate: '2001-02-03' };
    expect(linesOf(library, { ...patient, birthDate: undefined })).toEqual([]);
    expect(linesOf(library, patient)).toEqual([
      'error profile at _birthDate.extension: slice birthTime must have at least 1 member (pet)',
    ]);
    const _birthDate = { extension: [{ url: extension, valueDateTime: '2001-02-03T04:05:06Z' }] };
    expect(linesOf(library, { ...patient, _birthDate })).toEqual([]);
    const inner = { linkId: '1.1', type: 'string' };
    const item = [{ linkId: '1', type: 'group', text: 'A', item: [{ ...inner, text: 'B', item: [inner] }] }];
    const questionnaire = { resourceType: 'Questionnaire', meta: { profile: [`${PET}-form`] }, status: 'draft', item };
    expect(linesOf(library, questionnaire)).toEqual([
      'error profile at item[0].item[0].item[0]: "text" is missing (pet-form)',
    ]);
  });

  it('says which invariants nothing can judge', () => {
    const [root, ...rest] = PROFILE.snapshot.element;
    const constraint = [{ key: 'x-1', severity: 'error', human: 'x', expression: 'name.count() < 3' }];
    const profile = { ...PROFILE, snapshot: { element: [{ ...root, constraint }, ...rest] } };
    const files = { 'package.json': ABOUT, 'StructureDefinition-pet.json': profile };
    expect(readPackage(written(archive(files))).unjudged).toEqual(['x-1']);
    expect(readPackage(written(archive(WHOLE))).unjudged).toEqual([]);
  });

  it('does not judge codes of a value set that needs what the package does not hold', () => {
    const { 'CodeSystem-kinds.json': _, ...rest } = WHOLE;
    const library = new ProfileLibrary({ packages: [readPackage(written(archive(rest)))] });
    expect(linesOf(library, pet('cow'))).toEqual([]);
  });

  it.each([
    ['nothing', undefined, 'does not exist'],
    ['no archive', 'hello', 'cannot be unpacked'],
    ['half an archive', archive(WHOLE).subarray(0, 300), 'cannot be unpacked'],
    [
      'a cut tar',
      gzipSync(createTar([{ name: 'package/a.json', data: 'x'.repeat(2000) }]).slice(0, 1100)),
      'cannot be unpacked',
    ],
    ['an archive of something else', archive({ 'readme.txt': 'x' }), 'is no FHIR package'],
    [
      'another version of FHIR',
      archive({ ...WHOLE, 'package.json': { ...ABOUT, fhirVersions: ['5.0.0'] } }),
      'for FHIR 5.0.0',
    ],
    [
      'a broken file',
      archive({ ...WHOLE, 'StructureDefinition-pet.json': '{"resourceType":' }),
      'StructureDefinition-pet.json',
    ],
    [
      'a profile without snapshot',
      archive({ ...WHOLE, 'StructureDefinition-pet.json': { ...PROFILE, snapshot: undefined } }),
      'has no snapshot',
    ],
    [
      'a profile of an unknown type',
      archive({ ...WHOLE, 'StructureDefinition-pet.json': { ...PROFILE, type: 'Pet' } }),
      'defines a Pet',
    ],
    ['no profile', archive({ 'package.json': ABOUT }), 'holds no profile'],
  ])('refuses %s', (_what, bytes, message) => {
    const path = bytes === undefined ? join(folder, 'none.tgz') : written(bytes);
    const read = () => readPackage(path);
    expect(read).toThrow(AppError);
    expect(read).toThrow(message);
    expect(read).toThrow(path);
    try {
      read();
    } catch (error) {
      expect((error as AppError).exitCode).toBe(ExitCode.usage);
    }
  });

  it.skipIf(!hasPackage('us-core-6.1.0'))('makes the tables of US Core that the program carries', () => {
    const { definitions } = readPackage(packageOf('us-core-6.1.0'));
    const url = new URL('../../../src/validate/data/us-core-6.1.0.json', import.meta.url);
    const file = JSON.parse(readFileSync(url, 'utf8')) as TableFile;
    const byUrl = new Map(definitions.map((table) => [table.url, table]));
    expect(byUrl.size).toBe(file.definitions.length);
    for (const table of file.definitions) expect(byUrl.get(table.url)).toEqual(table);
  });
});
