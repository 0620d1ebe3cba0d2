import { z } from 'zod';
import { Purpose } from '../../core/random/purpose.ts';
import { MINUTE } from '../../core/time.ts';
import type { ImagingSeries, ImagingStudyEntry } from '../../record/kinds/imaging-study.ts';
import type { ProcedureEntry } from '../../record/kinds/procedure.ts';
import { defineState } from '../define.ts';
import { code, integer, text } from '../fields.ts';
import { type Life, Outcome, type Visit } from '../run.ts';
import { stamp } from './filing.ts';

const PROCEDURE_LENGTH = 30 * MINUTE;

const instance = z.strictObject({ title: text, sop_class: code });

const series = z.strictObject({
  body_site: code,
  modality: code,
  instances: z.array(instance).min(1),
  min_number_instances: integer.optional(),
  max_number_instances: integer.optional(),
});

type SeriesJson = z.output<typeof series>;

/** Pictures are taken: a study, and the procedure that took them. */
export const imagingStudy = defineState({
  type: 'ImagingStudy',
  fields: () => ({
    procedure_code: code,
    series: z.array(series).min(1),
    min_number_series: integer.optional(),
    max_number_series: integer.optional(),
  }),
  compile(json) {
    const what = [json.procedure_code];
    return {
      process(life, visit) {
        const base = stamp(life, visit);
        const study: ImagingStudyEntry = {
          kind: 'imagingStudy',
          ...base,
          stop: null,
          codes: what,
          uid: uid(base.id),
          series: takeSeries(json, life, visit),
        };
        const done: ProcedureEntry = {
          kind: 'procedure',
          ...stamp(life, visit),
          stop: life.clock + PROCEDURE_LENGTH,
          codes: what,
          reasons: [],
          reasonEntry: null,
        };
        visit.entry = study;
        life.recorder.add(study, life.native);
        life.recorder.add(done, life.native);
        life.recorder.activate('procedure', done);
        return Outcome.pass;
      },
    };
  },
});

function takeSeries(
  json: {
    readonly series: readonly SeriesJson[];
    readonly min_number_series?: number | undefined;
    readonly max_number_series?: number | undefined;
  },
  life: Life,
  visit: Visit,
): ImagingSeries[] {
  const taken = copies(json.series, json.min_number_series, json.max_number_series, () =>
    life.uniform(visit, Purpose.series),
  );
  return taken.map((item, i) => ({
    uid: uid(life.entryId(visit)),
    bodySite: item.body_site,
    modality: item.modality,
    instances: copies(item.instances, item.min_number_instances, item.max_number_instances, () =>
      life.uniform(visit, Purpose.instances + i),
    ).map(({ title, sop_class: sopClass }) => ({ uid: uid(life.entryId(visit)), title, sopClass })),
  }));
}

/** The listed items; or, with valid bounds, a drawn number of copies of the first. */
function copies<T>(
  items: readonly T[],
  min: number | undefined,
  max: number | undefined,
  draw: () => number,
): readonly T[] {
  if (min === undefined || max === undefined || min <= 0 || max < min) return items;
  return Array.from({ length: min + Math.floor(draw() * (max - min + 1)) }, () => items[0] as T);
}

/** A DICOM unique identifier from a UUID: the arc 2.25 and its value in decimal (ITU-T X.667). */
function uid(uuid: string): string {
  return `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`)}`;
}
