import { birthSex, caught, height, type Mutation, patient, race, vaccination } from './mutation.ts';

/** Extensions. */
export const EXTENSIONS: readonly Mutation[] = [
  caught(
    'ext-1: an extension of a value and more',
    'invariant',
    /extension\[2\]$/,
    (b) => (birthSex(b).extension = [{ url: 'http://example.org/x', valueString: 'x' }]),
  ),
  caught(
    'ext-1: an extension of nothing',
    ['invariant', 'profile'],
    /extension\[2\](\.value.*)?$/,
    (b) => delete birthSex(b).valueCode,
  ),
  caught(
    'two values of an extension',
    'structure',
    /extension\[2\](\.value.*)?$/,
    (b) => (birthSex(b).valueString = 'M'),
  ),
  caught('an extension of another type of value', 'profile', /extension\[2\](\.value.*)?$/, (b) => {
    delete birthSex(b).valueCode;
    birthSex(b).valueString = 'M';
  }),
  caught(
    'an extension without url',
    ['structure', 'profile'],
    /extension\[2\](\.url)?$/,
    (b) => delete birthSex(b).url,
  ),
  caught('an extension of a value that no extension has', 'structure', /extension\[\d+\](\.valueColour)?$/, (b) =>
    patient(b).extension.push({ url: 'http://example.org/x', valueColour: 'red' }),
  ),
  caught(
    'a part of an extension outside of it',
    ['profile', 'structure', 'extension-unknown', 'unknown-profile'],
    /extension\[\d+\]/,
    (b) => patient(b).extension.push({ url: 'ombCategory', valueCoding: {} }),
  ),
  caught('a value where parts belong', ['profile', 'invariant'], /extension\[0\](\.value.*)?$/, (b) => {
    delete race(b).extension;
    race(b).valueString = 'x';
  }),
  caught(
    'an unknown element in an extension',
    'structure',
    /extension\[2\](\.colour)?$/,
    (b) => (birthSex(b).colour = 'red'),
  ),
  caught('six races', ['profile'], /extension\[0\]/, (b) => {
    for (let i = 0; i < 6; i++)
      race(b).extension.push({
        url: 'ombCategory',
        valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2106-3' },
      });
  }),
  caught(
    'an extension of a patient at an immunization',
    ['profile', 'structure'],
    /resource(\.extension\[0\])?/,
    (b) => (vaccination(b).extension = [race(b)]),
  ),
  caught(
    'an extension of a primitive of a wrong type',
    ['profile'],
    /birthDate/,
    (b) =>
      (patient(b)._birthDate = {
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueString: 'noon' }],
      }),
  ),
  caught(
    'an unknown modifier extension',
    ['profile', 'structure', 'unknown-profile', 'extension-unknown'],
    /modifierExtension/,
    (b) => (height(b).modifierExtension = [{ url: 'http://example.org/not', valueBoolean: true }]),
  ),
];
