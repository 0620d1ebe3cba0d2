import { referencesIn } from '../core/references.ts';
import { keyOf, type StoredResource } from './resource.ts';
import type { ResourceStore } from './store.ts';

/** They list many patients: what else they refer to belongs to others. */
const LISTS: ReadonlySet<string> = new Set(['Group', 'List']);

/**
 * The record of a patient: whatever refers to the patient, and what that refers to in turn (places, staff, medicines), unless it
 * belongs to another patient.
 */
export function everythingOf(store: ResourceStore, patient: StoredResource): readonly StoredResource[] {
  const own = new Set([patient, ...store.referrers(keyOf(patient))]);
  const found = new Set(own);
  // A set can grow while it is walked.
  for (const resource of found) {
    if (LISTS.has(resource.resourceType)) continue;
    for (const reference of referencesIn(resource)) {
      const target = targetOf(store, reference);
      if (target && (own.has(target) || !isOfPatient(target))) found.add(target);
    }
  }
  return [...found];
}

function targetOf(store: ResourceStore, reference: string): StoredResource | undefined {
  const [type = '', id = ''] = reference.split('/');
  return store.get(type, id);
}

function isOfPatient(resource: StoredResource): boolean {
  if (resource.resourceType === 'Patient') return true;
  for (const reference of referencesIn(resource)) if (reference.startsWith('Patient/')) return true;
  return false;
}
