import { describe, expect, it } from 'vitest';
import type { ExportOptions } from '../../../../src/export/exporter.ts';
import { bundleOf, type Loose, sharedOf } from '../../../support/bundles.ts';
import { everyKind } from '../../../support/every-kind.ts';
import { population } from '../../../support/population.ts';
import { site } from '../../../support/records.ts';

type Form = Pick<ExportOptions, 'bundle' | 'ids'>;

const FORMS: readonly Form[] = [
  { bundle: 'transaction', ids: 'fixed' },
  { bundle: 'collection', ids: 'fixed' },
  { bundle: 'batch', ids: 'fixed' },
  { bundle: 'transaction', ids: 'urn' },
  { bundle: 'collection', ids: 'urn' },
];

const SHARED = ['Organization', 'Location', 'Practitioner', 'PractitionerRole'];

/** Every reference in a resource. */
function references(value: Loose): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.reference === 'string' ? [value.reference] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

/** The bundles of some records and of what they share. */
function bundlesOf(form: Form): Loose[] {
  const patients = [everyKind(), ...population(2)].map((record) => bundleOf(record, undefined, form));
  return [...patients, ...sharedOf([0, 1, 2, 3, 4].map(site), form).values()];
}

function typeOf({ resource }: Loose): string {
  return resource.resourceType;
}

describe.each(FORMS)('$bundle bundles with $ids ids', (form) => {
  const bundles = bundlesOf(form);

  it('say what they are, and every entry once', () => {
    for (const bundle of bundles) {
      expect(bundle).toMatchObject({ resourceType: 'Bundle', type: form.bundle });
      const urls = bundle.entry.map(({ fullUrl }: Loose) => fullUrl);
      expect(new Set(urls).size).toBe(urls.length);
    }
  });

  it('ask a server for something where they are meant for one', () => {
    for (const entry of bundles.flatMap((bundle) => bundle.entry)) {
      const name = `${typeOf(entry)}/${entry.resource.id}`;
      if (form.bundle === 'collection') expect(entry).not.toHaveProperty('request');
      else if (form.ids === 'fixed') expect(entry.request).toEqual({ method: 'PUT', url: name });
      else expect(entry.request).toMatchObject({ method: 'POST', url: typeOf(entry) });
      if (form.ids === 'fixed') expect(entry.fullUrl).toBe(`http://anamnesis.example/fhir/${name}`);
      else expect(entry.fullUrl).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect('id' in entry.resource).toBe(form.ids === 'fixed');
    }
  });

  it('hold what they refer to, but for what patients share where ids are known', () => {
    for (const bundle of bundles) {
      const names = new Set(
        bundle.entry.map((entry: Loose) =>
          form.ids === 'urn' ? entry.fullUrl : `${typeOf(entry)}/${entry.resource.id}`,
        ),
      );
      const open = bundle.entry.flatMap(references).filter((target: string) => !names.has(target));
      if (form.ids === 'urn') expect(open).toEqual([]);
      else for (const target of open) expect(SHARED).toContain(target.split('/')[0]);
    }
  });
});

describe('bundles whose ids a server gives', () => {
  const bundles = bundlesOf({ bundle: 'transaction', ids: 'urn' });

  it('make what patients share only where no resource has its identifier', () => {
    const shared = bundles.flatMap((bundle) => bundle.entry).filter((entry) => SHARED.includes(typeOf(entry)));
    expect(new Set(shared.map(typeOf))).toEqual(new Set(SHARED));
    for (const { resource, request } of shared) {
      const searches = resource.identifier.map(({ system, value }: Loose) => `identifier=${system}|${value}`);
      expect(searches).toContain(request.ifNoneExist);
    }
  });

  it('make what is the patient’s own without condition', () => {
    const own = bundles.flatMap((bundle) => bundle.entry).filter((entry) => !SHARED.includes(typeOf(entry)));
    for (const { request } of own) expect(request).not.toHaveProperty('ifNoneExist');
  });

  it('name an organization alike in every bundle', () => {
    const byUrl = new Map<string, string>();
    const entries = bundles.flatMap((bundle) => bundle.entry).filter((entry) => typeOf(entry) === 'Organization');
    for (const { fullUrl, resource } of entries) {
      const value = resource.identifier[1].value;
      expect(byUrl.get(fullUrl) ?? value).toBe(value);
      byUrl.set(fullUrl, value);
    }
    expect(entries.length).toBeGreaterThan(byUrl.size);
  });

  it('say the same as bundles with fixed ids', () => {
    const record = everyKind();
    const strip = (bundle: Loose) =>
      bundle.entry
        .filter((entry: Loose) => !SHARED.includes(typeOf(entry)))
        .map(({ resource: { id, ...rest } }: Loose) => JSON.stringify(rest).replaceAll(/"reference":"[^"]*"/g, ''));
    expect(strip(bundleOf(record, undefined, { ids: 'urn' }))).toEqual(strip(bundleOf(record)));
  });
});
