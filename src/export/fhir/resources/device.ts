import type { Device } from 'fhir/r4.js';
import type { DeviceEntry } from '../../../record/kinds/device.ts';
import { fhirText } from '../../chart/text.ts';
import { concept, conceptShape, reference } from '../parts.ts';
import { defineResource, itself } from '../resource.ts';
import { choice, object, optional, text, token } from '../template/shape.ts';
import { items, when } from '../template/template.ts';

/** A device in use or implanted. */
export const device = defineResource({
  type: 'Device',
  source: 'device',
  items: itself,
  shape: {
    id: token,
    profile: optional(token),
    udi: optional(object({ deviceIdentifier: text, carrier: text })),
    status: choice('active', 'inactive'),
    manufacturer: optional(text),
    manufactured: token,
    expires: token,
    lotNumber: optional(text),
    serialNumber: optional(text),
    model: optional(text),
    type: object(conceptShape),
    patient: token,
  },
  template: (v): Device => ({
    resourceType: 'Device',
    id: v.id,
    meta: when(v.profile, (profile) => ({ profile: [profile] })),
    udiCarrier: items(when(v.udi, (udi) => ({ deviceIdentifier: udi.deviceIdentifier, carrierHRF: udi.carrier }))),
    status: v.status,
    distinctIdentifier: v.serialNumber,
    manufacturer: v.manufacturer,
    manufactureDate: v.manufactured,
    expirationDate: v.expires,
    lotNumber: v.lotNumber,
    serialNumber: v.serialNumber,
    deviceName: items(when(v.model, (model) => ({ name: model, type: 'model-name' }))),
    type: concept(v.type),
    patient: reference('Patient', v.patient),
  }),
  fill(view, entry: DeviceEntry, scope) {
    const carrier = fhirText(entry.udi);
    // GS1 application identifier 01: the article number, which is the device identifier of the UDI.
    const deviceIdentifier = carrier && /^\(01\)(\d{14})/.exec(carrier)?.[1];
    view.id = entry.id;
    view.udi = carrier && deviceIdentifier ? { deviceIdentifier, carrier } : undefined;
    view.profile = view.udi && scope.claims.implantableDevice;
    view.status = scope.lastingStop(entry) === undefined ? 'active' : 'inactive';
    view.manufacturer = fhirText(entry.manufacturer);
    view.manufactured = scope.dateTime(entry.manufactured);
    view.expires = scope.dateTime(entry.expires);
    view.lotNumber = fhirText(entry.lotNumber);
    view.serialNumber = fhirText(entry.serialNumber);
    view.model = fhirText(entry.model);
    view.type = scope.concept(entry.codes);
    view.patient = scope.patientId;
  },
});
