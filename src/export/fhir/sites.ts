import type { PatientRecord } from '../../record/patient-record.ts';
import type { CareSite } from '../../record/person.ts';

/** The places that a patient's resources speak of; a place may come several times. */
export function* sitesOf(record: PatientRecord): Generator<CareSite> {
  if (record.primaryCare) yield record.primaryCare;
  for (const entry of record.entries) if (entry.kind === 'encounter' && entry.site) yield entry.site;
}

/** Places without repetition: one for each clinician at each location. */
export class Sites {
  readonly #byKey = new Map<string, CareSite>();

  add(sites: Iterable<CareSite>): void {
    for (const site of sites) {
      const key = `${site.organization.id} ${site.location.id} ${site.clinician.roleId}`;
      if (!this.#byKey.has(key)) this.#byKey.set(key, site);
    }
  }

  /** In an order that does not depend on who was seen first. */
  list(): CareSite[] {
    return [...this.#byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, site]) => site);
  }
}
