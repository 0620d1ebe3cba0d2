import { isNear, type RelationRule, relation } from '../rule.ts';

const PART = 'a part is at most the whole; 5 % for two methods';

/** Between fats, sugars, iron and markers. */
export const METABOLISM_RELATIONS: readonly RelationRule[] = [
  relation(
    'hdl-below-total-cholesterol',
    { of: ['hdl-cholesterol', 'total-cholesterol'], says: 'HDL must be at most the total cholesterol', why: PART },
    (hdl, total) => hdl <= 1.05 * total,
  ),
  relation(
    'ldl-below-total-cholesterol',
    { of: ['ldl-cholesterol', 'total-cholesterol'], says: 'LDL must be at most the total cholesterol', why: PART },
    (ldl, total) => ldl <= 1.05 * total,
  ),
  relation(
    'calculated-ldl-below-total-cholesterol',
    {
      of: ['calculated-ldl-cholesterol', 'total-cholesterol'],
      says: 'LDL must be at most the total cholesterol',
      why: PART,
    },
    (ldl, total) => ldl <= 1.05 * total,
  ),
  relation(
    'cholesterol-parts-below-total',
    {
      of: ['ldl-cholesterol', 'hdl-cholesterol', 'total-cholesterol'],
      says: 'LDL and HDL together must be at most the total cholesterol',
      why: 'parts of a whole; 10 % for three methods',
    },
    (ldl, hdl, total) => ldl + hdl <= 1.1 * total + 5,
  ),
  relation(
    'non-hdl-is-rest',
    {
      of: ['non-hdl-cholesterol', 'total-cholesterol', 'hdl-cholesterol'],
      says: 'non-HDL cholesterol must be the total less HDL',
      why: 'definition',
    },
    (rest, total, hdl) => isNear(rest, total - hdl, 0.02, 2),
  ),
  relation(
    'cholesterol-hdl-ratio-of-parts',
    {
      of: ['cholesterol-hdl-ratio', 'total-cholesterol', 'hdl-cholesterol'],
      says: 'the ratio must be the total cholesterol over HDL',
      why: 'definition',
    },
    (ratio, total, hdl) => isNear(ratio, total / hdl, 0.05, 0.2),
  ),
  relation(
    'calculated-ldl-of-lipids',
    {
      of: ['calculated-ldl-cholesterol', 'total-cholesterol', 'hdl-cholesterol', 'triglycerides'],
      says: 'with triglycerides below 400 mg/dL calculated LDL must be the total less HDL less a fifth of triglycerides',
      why: 'Friedewald et al., Clin Chem 1972;18:499; 8 % of triglycerides and 12 mg/dL for the equations after it',
    },
    (ldl, total, hdl, triglycerides) =>
      triglycerides >= 400 || isNear(ldl, total - hdl - triglycerides / 5, 0, 12 + 0.08 * triglycerides),
  ),
  relation(
    'average-glucose-of-a1c',
    {
      of: ['estimated-average-glucose', 'hemoglobin-a1c'],
      says: 'the estimated average glucose must be 28.7 A1c - 46.7',
      why: 'Nathan et al., Diabetes Care 2008;31:1473',
    },
    (glucose, a1c) => isNear(glucose, 28.7 * a1c - 46.7, 0.03, 3),
  ),
  relation(
    'a1c-of-both-units',
    {
      of: ['hemoglobin-a1c', 'hemoglobin-a1c-ifcc'],
      says: 'A1c in % must be 0.09148 times that in mmol/mol, plus 2.152',
      why: 'master equation of NGSP and IFCC (Hoelzel et al., Clin Chem 2004;50:166)',
    },
    (percent, molar) => isNear(percent, 0.09148 * molar + 2.152, 0.02, 0.15),
  ),
  relation(
    'a1c-and-fasting-glucose',
    {
      of: ['fasting-glucose', 'hemoglobin-a1c'],
      says: 'fasting glucose must be between a sixth and six times what A1c says of the average',
      why: 'far outside of what was seen (Nathan et al., Diabetes Care 2008;31:1473); loose, for days that are not like the months before',
    },
    (glucose, a1c) => {
      const average = Math.max(40, 28.7 * a1c - 46.7);
      return glucose >= average / 6 && glucose <= average * 6;
    },
  ),
  relation(
    'iron-below-binding-capacity',
    {
      of: ['iron', 'iron-binding-capacity'],
      says: 'iron must be at most the binding capacity',
      why: 'transferrin holds no more; 15 % for overload and two methods',
    },
    (iron, capacity) => iron <= 1.15 * capacity + 5,
  ),
  relation(
    'iron-saturation-of-parts',
    {
      of: ['iron-saturation', 'iron', 'iron-binding-capacity'],
      says: 'the saturation must be iron over the binding capacity',
      why: 'definition',
    },
    (saturation, iron, capacity) => isNear(saturation, (100 * iron) / capacity, 0.05, 2),
  ),
  relation(
    'free-below-total-antigen',
    {
      of: ['free-prostate-specific-antigen', 'prostate-specific-antigen'],
      says: 'free prostate specific antigen must be at most the total',
      why: PART,
    },
    (free, total) => free <= 1.05 * total + 0.05,
  ),
];
