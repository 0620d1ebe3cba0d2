import { isNear, type RelationRule, relation } from '../rule.ts';

const PRESSURES = ['systolic-blood-pressure', 'diastolic-blood-pressure'] as const;
const DEFINITION = 'definition';

/** Between what is measured on the body. */
export const BODY_RELATIONS: readonly RelationRule[] = [
  relation(
    'systolic-above-diastolic',
    { of: PRESSURES, says: 'the systolic pressure is above the diastolic', why: DEFINITION },
    (systolic, diastolic) => systolic > diastolic,
  ),
  relation(
    'pulse-pressure',
    {
      of: PRESSURES,
      says: 'the pulse pressure is between 5 and 220 mm[Hg]',
      why: 'below 5 no pulse is left to be heard, above 220 there are no cases (judgement)',
    },
    // What is upside down, the rule above tells.
    (systolic, diastolic) => systolic <= diastolic || (systolic - diastolic >= 5 && systolic - diastolic <= 220),
  ),
  relation(
    'mean-arterial-pressure-between',
    {
      of: ['mean-arterial-pressure', ...PRESSURES],
      says: 'the mean arterial pressure lies between the diastolic and the systolic',
      why: DEFINITION,
    },
    (mean, systolic, diastolic) => mean >= diastolic - 1 && mean <= systolic + 1,
  ),
  relation(
    'body-mass-index-of-weight-and-height',
    {
      of: ['body-mass-index', 'body-weight', 'body-height'],
      says: 'the body mass index is weight over height squared',
      why: 'definition; 4 % for rounded heights and weights',
    },
    (index, weight, height) => isNear(index, (weight / height / height) * 10000, 0.04, 0.3),
  ),
  relation(
    'waist-below-height',
    {
      of: ['waist-circumference', 'body-height'],
      says: 'the waist is less than 1.6 times the height',
      why: 'beyond the largest waists on record (judgement)',
    },
    (waist, height) => waist < 1.6 * height,
  ),
  relation(
    'forced-expiratory-volume-below-capacity',
    {
      of: ['forced-expiratory-volume', 'forced-vital-capacity'],
      says: 'the volume of the first second is at most the whole breath',
      why: 'definition; 3 % between two blows',
    },
    (first, whole) => first <= 1.03 * whole,
  ),
  relation(
    'fev1-fvc-ratio-of-parts',
    {
      of: ['fev1-fvc-ratio', 'forced-expiratory-volume', 'forced-vital-capacity'],
      says: 'FEV1/FVC is the quotient of both',
      why: 'definition; each may be the best of several blows',
    },
    (ratio, first, whole) => isNear(ratio, (100 * first) / whole, 0.08, 2),
  ),
];
