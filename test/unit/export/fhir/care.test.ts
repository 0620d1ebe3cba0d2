import { describe, expect, it } from 'vitest';
import { CareSites } from '../../../../src/care/care-site.ts';
import { FACILITIES } from '../../../../src/care/facilities.ts';
import { runKeys } from '../../../../src/core/random/keys.ts';
import { loadReference } from '../../../../src/reference/data.ts';
import type { City, State } from '../../../../src/reference/places.ts';
import { sharedOf } from '../../../support/bundles.ts';

const reference = loadReference();
const state = reference.places.findState('VT').found as State;
const made = new CareSites(reference, runKeys('export'));
const sites = FACILITIES.map(({ kind }) => made.site(made.near(state, state.cities[0] as City, kind), 0, 0));

/** Resources of one of the shared bundles. */
function resources(file: string): Record<string, unknown>[] {
  const [, bundle] = [...sharedOf(sites)].find(([name]) => name.includes(file)) ?? [];
  return (bundle as { entry: { resource: Record<string, unknown> }[] }).entry.map(({ resource }) => resource);
}

const TAXONOMY = 'http://nucc.org/provider-taxonomy';

describe('shared resources of care', () => {
  it('are the organizations used, with their identifier and what they are', () => {
    const organizations = resources('organizations');
    expect(organizations).toHaveLength(sites.length);
    const codes = organizations.map((organization) => {
      expect(organization).toMatchObject({
        identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: expect.stringMatching(/^2\d{9}$/) }, {}],
      });
      const [, { coding }] = organization['type'] as [unknown, { coding: { system: string; code: string }[] }];
      expect(coding[0]?.system).toBe(TAXONOMY);
      return coding[0]?.code;
    });
    expect(new Set(codes).size).toBe(sites.length);
  });

  it('are locations with their type, where there is one', () => {
    const types = resources('locations').map(({ type }) => (type as { coding: { code: string }[] }[] | undefined)?.[0]);
    expect(types.filter((type) => type === undefined)).toHaveLength(1);
    const codes = types.flatMap((type) => type?.coding.map(({ code }) => code) ?? []);
    expect(new Set(codes)).toEqual(new Set(['PC', 'HOSP', 'OF', 'OUTPHARM', 'NCCF']));
  });

  it('are roles that tie clinicians to organizations, with their specialty', () => {
    const organizations = new Set(resources('organizations').map(({ id }) => `Organization/${id}`));
    const practitioners = new Set(resources('practitioners.json').map(({ id }) => `Practitioner/${id}`));
    const roles = resources('practitioner-roles') as unknown as {
      readonly organization: { readonly reference: string };
      readonly practitioner: { readonly reference: string };
      readonly specialty: readonly { readonly coding: readonly { readonly system: string; readonly code: string }[] }[];
    }[];
    expect(roles).toHaveLength(sites.length);
    for (const { organization, practitioner, specialty } of roles) {
      expect(organizations).toContain(organization.reference);
      expect(practitioners).toContain(practitioner.reference);
      expect(specialty[0]?.coding[0]).toMatchObject({
        system: TAXONOMY,
        code: expect.stringMatching(/^\d{3}[0-9A-Z]{6}X$/),
      });
    }
  });
});
