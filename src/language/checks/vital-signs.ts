import { didYouMean } from '../../core/suggest.ts';
import { VITAL_SIGN_NAMES } from '../vital-sign-names.ts';
import type { Check } from './check.ts';
import { objectsIn } from './walk.ts';

/** A vital sign that a native file reads is one that every person has, or that some module sets. */
export const vitalSigns: Check = {
  codes: ['unknown-vital-sign'],
  check({ modules }) {
    const known = new Set(VITAL_SIGN_NAMES);
    for (const { parsed } of modules) {
      for (const { type, vital_sign: set } of parsed.states.values()) {
        if (type === 'VitalSign' && typeof set === 'string') known.add(set);
      }
    }
    for (const { native, parsed, report, severity } of modules) {
      if (!native) continue;
      for (const { json, path } of objectsIn(Object.fromEntries(parsed.states), ['states'])) {
        const { vital_sign: name } = json;
        if (typeof name !== 'string' || known.has(name)) continue;
        const message = `there is no vital sign "${name}", and no module sets it${didYouMean(name, known)}`;
        report.add(severity, 'unknown-vital-sign', message, [...path, 'vital_sign']);
      }
    }
  },
};
