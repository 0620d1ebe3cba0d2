import type { QuantityName } from '../quantities/index.ts';
import { isNear, type RelationRule, relation } from '../rule.ts';

const INDEX = 'definition of the index (Wintrobe 1934); 8 % as counters measure what others calculate';

const SHARES = [
  'neutrophils-share',
  'lymphocytes-share',
  'monocytes-share',
  'eosinophils-share',
  'basophils-share',
] as const;

/** Between what counters of blood say. */
export const BLOOD_COUNT_RELATIONS: readonly RelationRule[] = [
  relation(
    'hematocrit-three-times-hemoglobin',
    {
      of: ['hematocrit', 'hemoglobin'],
      says: 'the hematocrit in % must be 2 to 4.8 times the hemoglobin in g/dL; it is about 3 times in most',
      why: 'red cells hold 21 to 50 g/dL (MCHC; judgement)',
    },
    (hematocrit, hemoglobin) => hematocrit >= 2 * hemoglobin - 1 && hematocrit <= 4.8 * hemoglobin + 1,
  ),
  relation(
    'mcv-of-hematocrit-and-erythrocytes',
    { of: ['mcv', 'hematocrit', 'erythrocytes'], says: 'MCV must be hematocrit over red cells', why: INDEX },
    (mcv, hematocrit, erythrocytes) => isNear(mcv, (10 * hematocrit) / erythrocytes, 0.08, 2),
  ),
  relation(
    'mch-of-hemoglobin-and-erythrocytes',
    { of: ['mch', 'hemoglobin', 'erythrocytes'], says: 'MCH must be hemoglobin over red cells', why: INDEX },
    (mch, hemoglobin, erythrocytes) => isNear(mch, (10 * hemoglobin) / erythrocytes, 0.08, 1),
  ),
  relation(
    'mchc-of-hemoglobin-and-hematocrit',
    { of: ['mchc', 'hemoglobin', 'hematocrit'], says: 'MCHC must be hemoglobin over hematocrit', why: INDEX },
    (mchc, hemoglobin, hematocrit) => isNear(mchc, (100 * hemoglobin) / hematocrit, 0.08, 1),
  ),
  relation(
    'differential-adds-up',
    {
      of: SHARES,
      says: 'the shares of leukocytes must add up to 100 %, and to no less than 60 % where other cells are in the blood',
      why: 'shares of a whole; immature cells and blasts make the rest',
    },
    (...shares) => {
      const sum = shares.reduce((all, share) => all + share, 0);
      return sum >= 60 && sum <= 102.5;
    },
  ),
  ...(['neutrophils', 'lymphocytes', 'monocytes', 'eosinophils', 'basophils'] as const).map((cells) =>
    countOfShare(cells, `${cells}-share`),
  ),
];

function countOfShare(cells: QuantityName, share: QuantityName): RelationRule {
  return relation(
    `${cells}-of-share`,
    {
      of: [cells, share, 'leukocytes'],
      says: `the count of ${cells} must be their share of leukocytes`,
      why: 'definition; 10 % and 0.15 for rounding and for shares that somebody counted again',
    },
    (count, percent, leukocytes) => isNear(count, (percent * leukocytes) / 100, 0.1, 0.15),
  );
}
