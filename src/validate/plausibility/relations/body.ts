import type { QuantityName } from '../quantities/index.ts';
import { isNear, type RelationRule, relation, relationOfPerson } from '../rule.ts';

const PRESSURES = ['systolic-blood-pressure', 'diastolic-blood-pressure'] as const;
const DEFINITION = 'definition';

/** A month, and the age at which growth is over, in years. */
const MONTH = 1 / 12;
const GROWN = 20;

/** Between what is measured on the body, and the age of the person. */
export const BODY_RELATIONS: readonly RelationRule[] = [
  relation(
    'systolic-above-diastolic',
    { of: PRESSURES, says: 'the systolic pressure must be above the diastolic', why: DEFINITION },
    (systolic, diastolic) => systolic > diastolic,
  ),
  relation(
    'pulse-pressure',
    {
      of: PRESSURES,
      says: 'the pulse pressure must be between 5 and 220 mm[Hg]',
      why: 'below 5 no pulse is left to be heard, above 220 there are no cases (judgement)',
    },
    // What is upside down, the rule above tells.
    (systolic, diastolic) => systolic <= diastolic || (systolic - diastolic >= 5 && systolic - diastolic <= 220),
  ),
  relation(
    'mean-arterial-pressure-between',
    {
      of: ['mean-arterial-pressure', ...PRESSURES],
      says: 'the mean arterial pressure must lie between the diastolic and the systolic',
      why: DEFINITION,
    },
    (mean, systolic, diastolic) => mean >= diastolic - 1 && mean <= systolic + 1,
  ),
  relation(
    'body-mass-index-of-weight-and-height',
    {
      of: ['body-mass-index', 'body-weight', 'body-height'],
      says: 'the body mass index must be weight over height squared',
      why: 'definition; 4 % for rounded heights and weights',
    },
    (index, weight, height) => isNear(index, (weight / height / height) * 10000, 0.04, 0.3),
  ),
  relation(
    'waist-below-height',
    {
      of: ['waist-circumference', 'body-height'],
      says: 'the waist must be less than 1.6 times the height',
      why: 'beyond the largest waists on record (judgement)',
    },
    (waist, height) => waist < 1.6 * height,
  ),
  relation(
    'forced-expiratory-volume-below-capacity',
    {
      of: ['forced-expiratory-volume', 'forced-vital-capacity'],
      says: 'the volume of the first second must be at most the whole breath',
      why: 'definition; 3 % between two blows',
    },
    (first, whole) => first <= 1.03 * whole,
  ),
  relation(
    'fev1-fvc-ratio-of-parts',
    {
      of: ['fev1-fvc-ratio', 'forced-expiratory-volume', 'forced-vital-capacity'],
      says: 'FEV1/FVC must be the quotient of both',
      why: 'definition; each may be the best of several blows',
    },
    (ratio, first, whole) => isNear(ratio, (100 * first) / whole, 0.08, 2),
  ),
  atAge('newborn-length', 'body-height', [0, MONTH], [18, 70], 'newborns must be at most 70 cm long'),
  atAge('newborn-weight', 'body-weight', [0, MONTH], [0.2, 12], 'newborns must weigh at most 12 kg'),
  atAge('newborn-head', 'head-circumference', [0, MONTH], [10, 50], 'heads of newborns must measure at most 50 cm'),
  atAge('infant-height', 'body-height', [0, 2], [18, 110], 'children younger than two must be at most 110 cm tall'),
  atAge('infant-weight', 'body-weight', [0, 2], [0.2, 45], 'children younger than two must weigh at most 45 kg'),
  atAge('adult-height', 'body-height', [GROWN, 200], [50, 275], 'adults must be at least 50 cm tall'),
  atAge('adult-weight', 'body-weight', [GROWN, 200], [8, 700], 'adults must weigh at least 8 kg'),
];

/** Bounds of one quantity between two ages in years, the second excluded. */
function atAge(
  key: string,
  name: QuantityName,
  [from, below]: readonly [number, number],
  [low, high]: readonly [number, number],
  says: string,
): RelationRule {
  const why = 'somewhat beyond the records of medicine (judgement)';
  return relationOfPerson(key, { of: [name], says, why }, ({ age }, value) => {
    return age === undefined || age < from || age >= below || (value >= low && value <= high);
  });
}
