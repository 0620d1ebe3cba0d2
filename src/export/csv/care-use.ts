import type { PatientRecord } from '../../record/patient-record.ts';
import type { CareSite } from '../../record/person.ts';
import type { Visits } from '../chart/mend.ts';

/** A clinician, where they work, and how much of the records they did. Plain data. */
export interface CareUse {
  readonly site: CareSite;
  readonly encounters: number;
  readonly procedures: number;
}

/** Counts what each clinician did; its memory grows with their number and not with that of patients. */
export class CareCounter {
  readonly #byClinician = new Map<string, { site: CareSite; encounters: number; procedures: number }>();

  /** Adds one record. */
  count({ primaryCare, entries }: PatientRecord, visits: Visits): void {
    if (primaryCare) this.#of(primaryCare);
    for (const entry of entries) {
      if (entry.kind === 'encounter' && entry.site) this.#of(entry.site).encounters++;
      if (entry.kind !== 'procedure') continue;
      const site = visits.of(entry)?.site;
      if (site) this.#of(site).procedures++;
    }
  }

  /** Adds what another has counted. */
  add(uses: readonly CareUse[]): void {
    for (const { site, encounters, procedures } of uses) {
      const use = this.#of(site);
      use.encounters += encounters;
      use.procedures += procedures;
    }
  }

  /** Everybody who was counted, by id. */
  list(): CareUse[] {
    const byId = [...this.#byClinician].sort(([a], [b]) => (a < b ? -1 : 1));
    return byId.map(([, use]) => use);
  }

  #of(site: CareSite): { encounters: number; procedures: number } {
    const { id } = site.clinician;
    let use = this.#byClinician.get(id);
    if (use === undefined) {
      use = { site, encounters: 0, procedures: 0 };
      this.#byClinician.set(id, use);
    }
    return use;
  }
}
