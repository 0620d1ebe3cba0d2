import type { Media } from 'fhir/r4.js';
import type { Attachment, ObservationEntry } from '../../../record/kinds/observation.ts';
import { base64, hasMedia } from '../../chart/attachments.ts';
import { fhirCode, fhirText, fhirUri } from '../../chart/text.ts';
import { reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import { number, optional, text, token } from '../template/shape.ts';

const contentShape = {
  contentType: optional(text),
  language: optional(text),
  data: optional(text),
  url: optional(text),
  size: optional(number),
  title: optional(text),
};

/** The document or picture that is an observation's value: R4 has no attachment in an Observation. */
export const media = defineResource({
  type: 'Media',
  source: 'observation',
  items: (entry: ObservationEntry) => (hasMedia(entry) ? itself(entry) : []),
  shape: {
    id: token,
    patient: token,
    encounter: optional(token),
    created: token,
    height: optional(number),
    width: optional(number),
    frames: optional(number),
    duration: optional(number),
    ...contentShape,
  },
  template: (v): Media => ({
    resourceType: 'Media',
    id: v.id,
    status: 'completed',
    subject: reference('Patient', v.patient),
    encounter: reference('Encounter', v.encounter),
    createdDateTime: v.created,
    height: v.height,
    width: v.width,
    frames: v.frames,
    duration: v.duration,
    content: {
      contentType: v.contentType,
      language: v.language,
      data: v.data,
      url: v.url,
      size: v.size,
      title: v.title,
    },
  }),
  fill(view, entry: ObservationEntry, scope) {
    const attachment = entry.attachment as Attachment;
    view.id = entry.id;
    view.patient = scope.patientId;
    view.encounter = scope.visitId(entry);
    view.created = scope.dateTime(entry.start);
    view.height = positive(attachment.height);
    view.width = positive(attachment.width);
    view.frames = positive(attachment.frames);
    view.duration = attachment.duration !== null && attachment.duration > 0 ? attachment.duration : undefined;
    view.data = attachment.data === null ? undefined : base64(attachment.data);
    view.url = fhirUri(attachment.url);
    // Data must say what they are.
    view.contentType = fhirCode(attachment.contentType) ?? (view.data && 'application/octet-stream');
    view.language = fhirCode(attachment.language);
    view.size = attachment.size !== null && attachment.size >= 0 ? Math.floor(attachment.size) : undefined;
    view.title = fhirText(attachment.title);
  },
});

function positive(value: number | null): number | undefined {
  return value !== null && value >= 1 ? Math.floor(value) : undefined;
}
