import { COURSES } from './immunization-courses.ts';
import { CURVES, SHARES } from './immunization-uptake.ts';

/** CDC's short names of the codes (CVX code set, cdc.gov/vaccines, IIS: HL7 standard code set). */
const DISPLAYS: Readonly<Record<string, string>> = {
  '01': 'DTP',
  '02': 'OPV, trivalent',
  '03': 'MMR',
  '08': 'Hep B, adolescent or pediatric',
  '09': 'Td (adult), 2 Lf tetanus toxoid, preservative free, adsorbed',
  '10': 'IPV',
  '15': 'influenza, split (incl. purified surface antigen)',
  '20': 'DTaP',
  '21': 'varicella',
  '33': 'pneumococcal polysaccharide PPV23',
  '48': 'Hib (PRP-T)',
  '49': 'Hib (PRP-OMP)',
  '62': 'HPV, quadrivalent',
  '83': 'Hep A, ped/adol, 2 dose',
  '100': 'pneumococcal conjugate PCV 7',
  '113': 'Td (adult), 5 Lf tetanus toxoid, preservative free, adsorbed',
  '114': 'meningococcal MCV4P',
  '115': 'Tdap',
  '116': 'rotavirus, pentavalent',
  '119': 'rotavirus, monovalent',
  '121': 'zoster live',
  '133': 'Pneumococcal conjugate PCV 13',
  '135': 'Influenza, high-dose, trivalent, PF',
  '136': 'Meningococcal MCV4O',
  '140': 'Influenza, split virus, trivalent, PF',
  '150': 'Influenza, split virus, quadrivalent, PF',
  '163': 'meningococcal B, OMV',
  '165': 'HPV9',
  '187': 'zoster recombinant',
  '197': 'Influenza, high-dose, quadrivalent, PF',
  '203': 'meningococcal conjugate quadrivalent, MenACWY-TT (MCV4)',
  '207': 'COVID-19, mRNA, LNP-S, PF, 100 mcg/0.5mL dose or 50 mcg/0.25mL dose',
  '208': 'COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL dose',
  '212': 'COVID-19 vaccine, vector-nr, rS-Ad26, PF, 0.5 mL',
  '215': 'Pneumococcal conjugate PCV15, polysaccharide CRM197 conjugate, adjuvant, PF',
  '216': 'Pneumococcal conjugate PCV20, polysaccharide CRM197 conjugate, adjuvant, PF',
  '218': 'COVID-19, mRNA, LNP-S, PF, 10 mcg/0.2 mL dose, tris-sucrose',
  '300': 'COVID-19, mRNA, LNP-S, bivalent, PF, 30 mcg/0.3 mL dose',
  '303': 'RSV, recombinant, protein subunit RSVpreF, adjuvant reconstituted, 0.5 mL, PF',
  '306': 'RSV, mAb, nirsevimab-alip, 0.5 mL, neonate to 24 months',
  '309': 'COVID-19, mRNA, LNP-S, PF, tris-sucrose, 30 mcg/0.3 mL',
  '312': 'COVID-19, mRNA, LNP-S, PF, 50 mcg/0.5 mL',
  '327': 'Pneumococcal conjugate PCV21, polysaccharide CRM197 conjugate, PF',
};

/** Vaccine, code, name of the code, product sold from and to, recommended from and to, months of age from and to, dose, doses, sex, alternative. */
type Row = readonly [
  vaccine: string,
  cvx: string,
  display: string,
  productFrom: number,
  productTo: number | null,
  recommendedFrom: number,
  recommendedTo: number | null,
  ageFrom: number,
  ageTo: number | null,
  dose: number | null,
  doses: number | null,
  sex: 'F' | 'M' | null,
  isAlternative: boolean,
];

/**
 * What the notes of the published table say in words, as rows: replaced rows are named by vaccine, code, dose and first year. Adults'
 * Tdap: MMWR 2006;55(RR-17) and, from 65 years, 2012;61(25). COVID-19 at 12 to 15 years: emergency use of 10 May 2021; later doses and
 * boosters: CDC, interim clinical considerations 2021-2022.
 */
const REPLACED = new Set(['influenza 15 2004']);
const ADDED: readonly Row[] = [
  row('influenza', '15', [1945, 2013], [2004, 2005], [6, 23]),
  row('influenza', '15', [1945, 2013], [2006, 2013], [6, 59]),
  row('influenza', '15', [1945, 2013], [2008, 2009], [60, 227]),
  row('human papillomavirus', '165', [2014, null], [2016, null], [180, 323], 3, 3),
  row('tetanus diphtheria pertussis', '115', [2005, null], [2006, null], [228, 779], 1, 1),
  row('tetanus diphtheria pertussis', '115', [2005, null], [2012, null], [780, null], 1, 1),
  row('COVID-19', '208', [2020, 2023], [2021, 2022], [144, 191], 1, 2),
  row('COVID-19', '208', [2020, 2023], [2020, 2020], [192, null], 1, 2),
  row('COVID-19', '207', [2020, 2023], [2020, 2020], [216, null], 1, 2),
  row('COVID-19', '208', [2020, 2023], [2021, 2022], [144, null], 2, 2),
  row('COVID-19', '207', [2020, 2023], [2021, 2022], [216, null], 2, 2),
  row('COVID-19', '218', [2021, 2023], [2021, 2022], [60, 143], 2, 2),
  row('COVID-19', '208', [2020, 2023], [2021, 2022], [144, null], 3, 3),
  row('COVID-19', '207', [2020, 2023], [2021, 2022], [216, null], 3, 3),
  row('pneumococcal', '216', [2021, null], [2025, null], [600, 779], 1, 1),
  row('respiratory syncytial virus', '303', [2023, null], [2023, 2023], [720, 899], 1, 1),
];

function row(
  vaccine: string,
  cvx: string,
  [productFrom, productTo]: readonly [number, number | null],
  [from, to]: readonly [number, number | null],
  [ageFrom, ageTo]: readonly [number, number | null],
  dose: number | null = null,
  doses: number | null = null,
): Row {
  const display = DISPLAYS[cvx] as string;
  return [vaccine, cvx, display, productFrom, productTo, from, to, ageFrom, ageTo, dose, doses, null, false];
}

/** The rows of immunization-schedule.csv that go by age, with what its notes say; doses of a pregnancy are not among them. */
export function scheduleRows(csv: string): readonly Row[] {
  const published = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
    .filter((cells) => cells[9] !== 'weeks of gestation')
    .filter(([vaccine, cvx, , , , from]) => !REPLACED.has(`${vaccine} ${cvx} ${from}`))
    .map(parse);
  return [...published, ...ADDED];
}

function parse(cells: readonly string[]): Row {
  const at = (i: number) => cells[i] as string;
  const year = (i: number) => (at(i) === '' ? null : Number(at(i)));
  const inYears = at(9) === 'years';
  const age = (i: number, completed: number) => (inYears ? Number(at(i)) * 12 + completed : Number(at(i)));
  const cvx = at(1).padStart(2, '0');
  const display = DISPLAYS[cvx];
  if (display === undefined) throw new Error(`no name for CVX ${cvx}`);
  const recommendedTo = year(6);
  return [
    at(0),
    cvx,
    display,
    Number(at(3)),
    year(4),
    Number(at(5)),
    recommendedTo,
    age(7, 0),
    at(8) === '' ? null : age(8, inYears ? 11 : 0),
    Number.isNaN(Number(at(10))) ? null : Number(at(10)),
    at(11) === '' ? null : Number(at(11)),
    at(12) === '' ? null : (at(12) as 'F' | 'M'),
    at(13).startsWith('instead of'),
  ];
}

/** Coverage that is read in the facts, by the definition of its row. */
export interface CoverageFact {
  readonly topic: string;
  readonly definition: string;
  readonly value: number;
}

/** How courses run (intervals, latest ages), which share of people takes part, and which products they get. */
export function courseRows(facts: readonly CoverageFact[]): unknown[] {
  return COURSES.map((course) => ({
    ...course,
    curves: CURVES.filter((curve) => curve.course === course.course).map(
      ({ course: _, fact, rise = 0, points, ...curve }) => ({
        ...curve,
        points: fact === undefined ? points : [...points, [2018.5, factValue(facts, fact) + rise]].sort(byYear),
      }),
    ),
    shares: SHARES.filter((share) => share.course === course.course).map(({ course: _, ...share }) => share),
  }));
}

function byYear(a: readonly number[], b: readonly number[]): number {
  return (a[0] as number) - (b[0] as number);
}

function factValue(facts: readonly CoverageFact[], definition: string): number {
  const found = facts.find((row) => row.topic === 'child-vaccination' && row.definition.startsWith(definition));
  if (!found) throw new Error(`no row of child-vaccination begins with "${definition}"`);
  return found.value;
}
