import { defineState } from '../define.ts';
import { soughtCodes, text } from '../fields.ts';
import { compileEnding } from './ending.ts';

/** A device is taken out or given back. */
export const deviceEnd = defineState({
  type: 'DeviceEnd',
  fields: () => ({
    device: text.optional(),
    referenced_by_attribute: text.optional(),
    codes: soughtCodes.optional(),
  }),
  compile: (json, context, path) =>
    compileEnding(
      'device',
      { state: json.device, stateField: 'device', attribute: json.referenced_by_attribute, codes: json.codes },
      context,
      path,
    ),
});
