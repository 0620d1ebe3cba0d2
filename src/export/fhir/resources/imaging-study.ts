import type { ImagingStudy } from 'fhir/r4.js';
import type { ImagingStudyEntry } from '../../../record/kinds/imaging-study.ts';
import { sopClassOid } from '../../chart/sop-class.ts';
import { fhirText } from '../../chart/text.ts';
import { coding, codingShape, concept, conceptShape, reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import { SYSTEM } from '../systems.ts';
import { list, number, object, optional, text, token } from '../template/shape.ts';
import { each, join } from '../template/template.ts';

const instanceShape = { uid: token, sopClass: token, number, title: optional(text) };

const seriesShape = {
  uid: token,
  number,
  modality: object(codingShape),
  bodySite: object(codingShape),
  count: number,
  instances: list(object(instanceShape)),
};

const shape = {
  id: token,
  uid: token,
  patient: token,
  encounter: optional(token),
  started: token,
  procedure: object(conceptShape),
  location: optional(token),
  seriesCount: number,
  instanceCount: number,
  series: list(object(seriesShape)),
};

/** Pictures taken: their series and instances, not the pictures themselves. */
export const imagingStudy = defineResource({
  type: 'ImagingStudy',
  source: 'imagingStudy',
  items: itself,
  shape,
  template: (v): ImagingStudy => ({
    resourceType: 'ImagingStudy',
    id: v.id,
    identifier: [{ use: 'official', system: 'urn:dicom:uid', value: join('urn:oid:', v.uid) }],
    status: 'available',
    subject: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    started: v.started,
    numberOfSeries: v.seriesCount,
    numberOfInstances: v.instanceCount,
    procedureCode: [concept(v.procedure)],
    location: reference('Location', v.location),
    series: each(v.series, (series) => ({
      uid: series.uid,
      number: series.number,
      modality: coding(series.modality),
      numberOfInstances: series.count,
      bodySite: coding(series.bodySite),
      started: v.started,
      instance: each(series.instances, (instance) => ({
        uid: instance.uid,
        sopClass: { system: SYSTEM.uri, code: join('urn:oid:', instance.sopClass) },
        number: instance.number,
        title: instance.title,
      })),
    })),
  }),
  fill(view, entry: ImagingStudyEntry, scope) {
    view.id = entry.id;
    view.uid = entry.uid;
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.started = scope.dateTime(entry.start);
    view.procedure = scope.concept(entry.codes);
    view.location = scope.site(entry)?.location.id;
    view.seriesCount = entry.series.length;
    view.instanceCount = entry.series.reduce((sum, { instances }) => sum + instances.length, 0);
    view.series = entry.series.map(({ uid, bodySite, modality, instances }, i) => ({
      uid,
      number: i + 1,
      modality: scope.coding(modality),
      bodySite: scope.coding(bodySite),
      count: instances.length,
      instances: instances.map((instance, j) => ({
        uid: instance.uid,
        sopClass: sopClassOid(instance.sopClass),
        number: j + 1,
        title: fhirText(instance.title),
      })),
    }));
  },
});
