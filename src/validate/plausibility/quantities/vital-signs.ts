import { CASES, INTENSIVE_CARE, quantity } from '../quantity.ts';

const PRESSURE = { units: { kPa: 7.50062 } } as const;
const LENGTH = { units: { m: 100, mm: 0.1, '[in_i]': 2.54, '[in_us]': 2.54 } } as const;

/** What is measured on the body. */
export const VITAL_SIGNS = {
  'systolic-blood-pressure': quantity(['8480-6'], 'mm[Hg]', [20, 375], INTENSIVE_CARE, PRESSURE),
  'diastolic-blood-pressure': quantity(['8462-4'], 'mm[Hg]', [5, 375], INTENSIVE_CARE, PRESSURE),
  'mean-arterial-pressure': quantity(['8478-0'], 'mm[Hg]', [10, 375], INTENSIVE_CARE, PRESSURE),
  'heart-rate': quantity(['8867-4', '8893-0'], '/min', [10, 350], INTENSIVE_CARE),
  // A newborn in distress breathes 100 times a minute; the experts' 300 is of machines.
  'respiratory-rate': quantity(['9279-1'], '/min', [1, 150], CASES),
  'oxygen-saturation': quantity(['59408-5', '2708-6'], '%', [15, 100], CASES, { most: 100 }),
  'body-temperature': quantity(['8310-5', '8331-1'], 'Cel', [13, 47], INTENSIVE_CARE, {
    units: { '[degF]': { factor: 5 / 9, offset: -160 / 9 } },
  }),
  // The tallest person on record measured 272 cm; the shortest newborns who lived, some 20 cm.
  'body-height': quantity(['8302-2', '3137-7', '3138-5', '8306-3'], 'cm', [18, 275], CASES, LENGTH),
  // The heaviest person on record weighed some 635 kg; the lightest newborns who lived, some 0.21 kg.
  'body-weight': quantity(['29463-7', '3141-9'], 'kg', [0.2, 700], CASES, {
    units: { g: 0.001, '[lb_av]': 0.45359237, '[oz_av]': 0.028349523 },
  }),
  'body-mass-index': quantity(['39156-5'], 'kg/m2', [4, 210], CASES),
  'head-circumference': quantity(['9843-4', '8287-5'], 'cm', [10, 80], CASES, LENGTH),
  'waist-circumference': quantity(['8280-0'], 'cm', [20, 305], CASES, LENGTH),
  'body-mass-index-percentile': quantity(['59576-9'], '%', [0, 100], 'a place among a hundred', { most: 100 }),
  'weight-for-length-percentile': quantity(['77606-2'], '%', [0, 100], 'a place among a hundred', { most: 100 }),
  'head-circumference-percentile': quantity(['8289-1'], '%', [0, 100], 'a place among a hundred', { most: 100 }),
  'forced-expiratory-volume': quantity(['20150-9'], 'L', [0.1, 9], CASES, { units: { mL: 0.001 } }),
  'forced-vital-capacity': quantity(['19868-9', '19870-5'], 'L', [0.1, 12], CASES, { units: { mL: 0.001 } }),
  'fev1-fvc-ratio': quantity(['19926-5'], '%', [10, 100], 'a part of the whole breath', {
    units: { '{ratio}': 100, ratio: 100, '1': 100 },
    most: 100,
  }),
} as const;
