import type { Code } from '../../core/code.ts';
import type { EntryBase } from './entry.ts';

/** What is taken from a body, with what it is called. Source of codes: SNOMED CT, hierarchy of specimens (123038009). */
export const SPECIMEN_CODES = {
  blood: snomed('119297000', 'Blood specimen (specimen)'),
  serum: snomed('119364003', 'Serum specimen (specimen)'),
  plasma: snomed('119361006', 'Plasma specimen (specimen)'),
  urine: snomed('122575003', 'Urine specimen (specimen)'),
} as const satisfies Readonly<Record<string, Code>>;

export type SpecimenType = keyof typeof SPECIMEN_CODES;

/** All types. The place of one is a part of ids: new ones come last. */
export const SPECIMEN_TYPES = Object.keys(SPECIMEN_CODES) as readonly SpecimenType[];

/** What was wrong with a specimen: red cells had burst, or there was too little of it. */
export type SpecimenCondition = 'haemolysed' | 'insufficient';

/** Something taken from the body at `start`, once for all that is measured in it at that time in one encounter. */
export interface SpecimenEntry extends EntryBase {
  readonly kind: 'specimen';
  readonly type: SpecimenType;
  /** Null where nothing was wrong. Of two, insufficiency counts: it leaves nothing to be measured. */
  condition: SpecimenCondition | null;
}

function snomed(code: string, display: string): Code {
  return { system: 'SNOMED-CT', code, display };
}
