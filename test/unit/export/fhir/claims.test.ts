import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseTar } from 'nanotar';
import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../../../src/export/fhir/claims.ts';
import { DEFAULT_GUIDE, GUIDES, type Guide, versionOf } from '../../../../src/reference/guides.ts';
import { bundleOf, type Loose, sharedOf } from '../../../support/bundles.ts';
import { everyKind } from '../../../support/every-kind.ts';
import { population } from '../../../support/population.ts';
import { site } from '../../../support/records.ts';

/** The types of a guide's profiles, by URL. */
function publishedProfiles(guide: Guide): Map<string, string> {
  const path = `../../../conformance/packages/hl7.fhir.us.core-${versionOf(guide)}.tgz`;
  const types = new Map<string, string>();
  for (const { name, data } of parseTar(gunzipSync(readFileSync(fileURLToPath(new URL(path, import.meta.url)))))) {
    if (!/\/StructureDefinition-[^/]*\.json$/.test(name) || data === undefined) continue;
    const { url, type } = JSON.parse(Buffer.from(data).toString()) as { url: string; type: string };
    types.set(url, type);
  }
  return types;
}

/** Every resource that a test makes. */
function resources(profile: Guide | 'none'): Loose[] {
  const bundles = [everyKind(), ...population(1)].map((record) => bundleOf(record, undefined, { profile }));
  return [...bundles, ...sharedOf([site(0)], { profile }).values()].flatMap(({ entry }) =>
    entry.map(({ resource }: Loose) => resource),
  );
}

/** Profiles of R4 itself, which stand in for vital signs of US Core; all are of observations. */
const R4 =
  /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/(bp|bodyheight|bodyweight|bmi|bodytemp|heartrate|resprate|headcircum)$/;

describe.each(GUIDES)('%s', (guide) => {
  const published = publishedProfiles(guide);

  it('has every profile that is claimed, under this version', () => {
    for (const claim of Object.values(claimsOf(guide))) {
      if (claim === undefined || R4.test(claim)) continue;
      const [url = '', version] = claim.split('|');
      expect([...published.keys()]).toContain(url);
      expect(version).toBe(guide === DEFAULT_GUIDE ? undefined : versionOf(guide));
    }
  });

  it('has profiles of the types that claim them', () => {
    const claimed = resources(guide).filter(({ meta }) => meta?.profile);
    expect(claimed.length).toBeGreaterThan(100);
    for (const { resourceType, meta } of claimed) {
      expect(meta.profile).toHaveLength(1);
      const [url] = meta.profile[0].split('|');
      expect(published.get(url) ?? (R4.test(url) ? 'Observation' : url)).toBe(resourceType);
    }
  });
});

describe('versions differ', () => {
  const claims = (profile: Guide | 'none', type: string): Set<string> =>
    new Set(
      resources(profile)
        .filter(({ resourceType, meta }) => resourceType === type && meta?.profile)
        .flatMap(({ meta }) => meta.profile.map((url: string) => url.slice(url.lastIndexOf('/') + 1))),
    );

  it('in how many profiles a condition has', () => {
    expect(claims('us-core-3.1.1', 'Condition')).toEqual(new Set(['us-core-condition|3.1.1']));
    expect(claims('us-core-6.1.0', 'Condition')).toEqual(
      new Set(['us-core-condition-encounter-diagnosis', 'us-core-condition-problems-health-concerns']),
    );
  });

  it('in vital signs, which 3.1.1 leaves to R4', () => {
    expect(claims('us-core-3.1.1', 'Observation')).toContain('bp');
    expect(claims('us-core-8.0.0', 'Observation')).toContain('us-core-blood-pressure|8.0.0');
  });

  it('in what an order that nobody signed may claim', () => {
    const { medicationRequest, medicationRequestOfNobody } = claimsOf('us-core-3.1.1');
    expect([medicationRequest === undefined, medicationRequestOfNobody]).toEqual([false, undefined]);
  });

  it('in nothing but claims and sex', () => {
    const plain = (profile: Guide | 'none') =>
      resources(profile).map(({ meta, extension, ...rest }) => JSON.stringify(rest));
    for (const guide of GUIDES) expect(plain(guide)).toEqual(plain('none'));
  });

  it('in how sex is said', () => {
    const sex = (profile: Guide | 'none') =>
      resources(profile)
        .filter(({ resourceType }) => resourceType === 'Patient')
        .flatMap(({ extension }) => extension.filter(({ url }: Loose) => url.endsWith('/us-core-sex')))[0];
    expect(sex('us-core-6.1.0')).toBeUndefined();
    expect(sex('us-core-7.0.0')).toMatchObject({ valueCode: expect.stringMatching(/^24815(2002|3007)$/) });
    expect(sex('us-core-8.0.0')).toMatchObject({ valueCoding: { system: 'http://snomed.info/sct' } });
  });
});

describe('plain R4', () => {
  it('claims nothing and has no extension of US Core', () => {
    const text = JSON.stringify(resources('none'));
    expect(text).not.toContain('"profile":[');
    expect(text).not.toContain('us/core/StructureDefinition');
  });
});
