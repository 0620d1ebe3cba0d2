import { describe, expect, it } from 'vitest';
import { GUIDES } from '../../../src/reference/guides.ts';
import { invariantOf } from '../../../src/validate/invariants/index.ts';
import { ProfileLibrary } from '../../../src/validate/profile/library.ts';
import { loadTerminology } from '../../../src/validate/terminology/index.ts';
import { linesOf } from '../../support/judged.ts';
import { examplesOf, hasPackage } from '../../support/us-core.ts';

/** Examples that are wrong by themselves, which the official validator finds, too; all are of 3.1.1. */
const WRONG: ReadonlySet<string> = new Set([
  // An abbreviation stands where base64 is asked for.
  'DiagnosticReport-cardiology-report.json: error structure at presentedForm[0].hash: "EQH/..AgME" is no base64Binary',
  // The units of vital signs, which 3.1.1 requires in components, have no litre per minute.
  'Observation-satO2-fiO2.json: error binding at component[0].valueQuantity: http://unitsofmeasure.org#L/min is not in the value set http://hl7.org/fhir/ValueSet/ucum-vitals-common|4.0.1 (us-core-pulse-oximetry)',
]);

const EXAMPLES = { 'us-core-3.1.1': 84, 'us-core-6.1.0': 183, 'us-core-7.0.0': 214, 'us-core-8.0.0': 228 } as const;

describe.each(GUIDES)('the published examples of %s', (guide) => {
  it.skipIf(!hasPackage(guide))('have no error (skipped without the package in US_CORE_PACKAGES)', () => {
    const library = new ProfileLibrary({ guide, valueSets: loadTerminology(), invariantOf });
    const examples = examplesOf(guide);
    expect(examples.size).toBe(EXAMPLES[guide]);
    const errors = [...examples].flatMap(([file, resource]) =>
      linesOf(library, resource)
        .filter((line) => line.startsWith('error'))
        .map((line) => `${file}: ${line}`),
    );
    const wrong = guide === 'us-core-3.1.1' ? [...WRONG] : [];
    expect(errors.sort()).toEqual(wrong.sort());
  });
});
