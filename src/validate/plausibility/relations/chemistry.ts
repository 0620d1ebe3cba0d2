import { power } from '../../../core/numeric.ts';
import { isNear, type RelationRule, relation, relationOfPerson, type Subject } from '../rule.ts';

const DEFINITION = 'definition';

/** Between electrolytes, proteins, gases, and what kidneys and livers leave. */
export const CHEMISTRY_RELATIONS: readonly RelationRule[] = [
  relation(
    'anion-gap-of-electrolytes',
    {
      of: ['anion-gap', 'sodium', 'chloride', 'carbon-dioxide'],
      says: 'the anion gap must be sodium less chloride and bicarbonate, with potassium or without',
      why: 'definition; potassium adds 2 to 8',
    },
    (gap, sodium, chloride, dioxide) => {
      const without = sodium - chloride - dioxide;
      return gap >= without - 3 && gap <= without + 11;
    },
  ),
  relation(
    'electroneutrality',
    {
      of: ['sodium', 'chloride', 'carbon-dioxide'],
      says: 'sodium must be at least chloride and bicarbonate less 25',
      why: 'charges balance: what chloride and bicarbonate leave are proteins and acids, and few other cations (judgement)',
    },
    (sodium, chloride, dioxide) => sodium - chloride - dioxide >= -25,
  ),
  relation(
    'osmolality-of-solutes',
    {
      of: ['osmolality', 'sodium', 'glucose', 'urea-nitrogen'],
      says: 'the osmolality must be twice sodium plus glucose/18 plus urea nitrogen/2.8, less 40 at most, or plus 300 of other solutes at most',
      why: 'Dorwart and Chalmers, Clin Chem 1975;21:190; alcohols add the most',
    },
    (osmolality, sodium, glucose, urea) => {
      const known = 2 * sodium + glucose / 18 + urea / 2.8;
      return osmolality >= known - 40 && osmolality <= known + 300;
    },
  ),
  relation(
    'ionized-calcium-below-total',
    {
      of: ['ionized-calcium', 'calcium'],
      says: 'ionized calcium must be less than all calcium',
      why: 'definition',
    },
    (ionized, calcium) => ionized * 4.008 < calcium * 1.03,
  ),
  relation(
    'direct-bilirubin-below-total',
    {
      of: ['direct-bilirubin', 'bilirubin'],
      says: 'direct bilirubin must be at most the total',
      why: 'definition; 10 % and 0.1 for two methods',
    },
    (direct, total) => direct <= 1.1 * total + 0.1,
  ),
  relation(
    'indirect-bilirubin-is-rest',
    {
      of: ['indirect-bilirubin', 'bilirubin', 'direct-bilirubin'],
      says: 'indirect bilirubin must be the total less the direct',
      why: DEFINITION,
    },
    (indirect, total, direct) => isNear(indirect, total - direct, 0.1, 0.2),
  ),
  relation(
    'albumin-below-protein',
    { of: ['albumin', 'protein'], says: 'albumin must be less than all protein', why: DEFINITION },
    (albumin, protein) => albumin < protein,
  ),
  relation(
    'globulin-is-rest',
    {
      of: ['globulin', 'protein', 'albumin'],
      says: 'globulin must be protein less albumin',
      why: 'definition of the calculated value',
    },
    (globulin, protein, albumin) => isNear(globulin, protein - albumin, 0.05, 0.3),
  ),
  relationOfPerson(
    'estimated-filtration-of-creatinine',
    {
      of: ['estimated-filtration', 'creatinine'],
      says: 'the filtration of adults must be that of their creatinine, age and sex by CKD-EPI 2021',
      why: 'Inker et al., N Engl J Med 2021;385:1737; 5 % with creatinine as rounded to 0.1, and cut off at 90 or above',
    },
    (subject, told, creatinine) => fitsCreatinine(subject, told, creatinine, { share: 0.05, cutOff: 90 }),
  ),
  relationOfPerson(
    'earlier-estimated-filtration-of-creatinine',
    {
      of: ['earlier-estimated-filtration', 'creatinine'],
      says: 'the filtration of adults must be within a fourth of that of their creatinine, age and sex by CKD-EPI 2021',
      why: 'MDRD and CKD-EPI 2009 differ by so much, with their factors for race; many laboratories cut off at 60',
    },
    (subject, told, creatinine) => fitsCreatinine(subject, told, creatinine, { share: 0.25, cutOff: 60 }),
  ),
  relation(
    'urine-albumin-creatinine-ratio-of-parts',
    {
      of: ['urine-albumin-creatinine-ratio', 'urine-albumin', 'urine-creatinine'],
      says: 'the ratio must be albumin over creatinine',
      why: DEFINITION,
    },
    (ratio, albumin, creatinine) => isNear(ratio, (100 * albumin) / creatinine, 0.1, 2),
  ),
  relation(
    'arterial-acid-base',
    {
      of: ['arterial-ph', 'arterial-carbon-dioxide', 'arterial-bicarbonate'],
      says: 'pH, carbon dioxide and bicarbonate must fit each other',
      why: 'Henderson and Hasselbalch: pH = 6.1 + log10(HCO3 / (0.0307 pCO2)); 15 % as pK varies',
    },
    (ph, dioxide, bicarbonate) => isNear(bicarbonate, 0.0307 * dioxide * power(10, ph - 6.1), 0.15, 1.5),
  ),
  relation(
    'aminotransferases-of-one-order',
    {
      of: ['alanine-aminotransferase', 'aspartate-aminotransferase'],
      says: 'neither aminotransferase may be more than 100 times the other',
      why: 'both leak from the same cells; muscle and late hepatitis part them by less (judgement)',
    },
    (alanine, aspartate) => alanine <= 100 * aspartate + 100 && aspartate <= 100 * alanine + 100,
  ),
];

/** Adults' filtration, mL/min/1.73 m2 (CKD-EPI 2021). */
function filtration(creatinine: number, isFemale: boolean, age: number): number {
  const kappa = isFemale ? 0.7 : 0.9;
  const alpha = isFemale ? -0.241 : -0.302;
  const ratio = creatinine / kappa;
  const base = 142 * power(Math.min(ratio, 1), alpha) * power(Math.max(ratio, 1), -1.2) * power(0.9938, age);
  return isFemale ? 1.012 * base : base;
}

/** `share`: by how much another equation may differ. Laboratories may write no more than `cutOff`. */
function fitsCreatinine(
  { sex, age }: Subject,
  told: number,
  creatinine: number,
  { share, cutOff }: { readonly share: number; readonly cutOff: number },
): boolean {
  if (sex === undefined || age === undefined || age < 18) return true;
  const at = (value: number) => filtration(value, sex === 'female', age);
  const most = at(Math.max(0.05, creatinine - 0.05)) * (1 + share) + 2;
  const least = Math.min(at(creatinine + 0.05) * (1 - share) - 2, cutOff);
  return told >= least && told <= most;
}
