import type { DeviceEntry } from '../../../record/kinds/device.ts';
import { fhirText } from '../../chart/text.ts';
import { code, description, ENCOUNTER, moment, PATIENT } from '../columns.ts';
import { defineTable, itself } from '../table.ts';

/** Devices in use or implanted. */
export const devices = defineTable({
  name: 'devices',
  about: 'Devices in use or implanted.',
  source: 'device',
  rows: itself<DeviceEntry>,
  columns: [
    moment('START', 'Since when.'),
    {
      name: 'STOP',
      type: 'timestamp',
      about: 'When it was removed; empty while it is in use.',
      value: (entry, scope) => scope.optionalTimestamp(scope.lastingStop(entry)),
    },
    PATIENT,
    ENCOUNTER,
    code('What it is (SNOMED CT).'),
    description('What it is, in words.'),
    {
      name: 'UDI',
      type: 'text',
      about: 'Unique device identifier, in the layout of GS1.',
      value: ({ udi }) => fhirText(udi),
    },
  ],
});
