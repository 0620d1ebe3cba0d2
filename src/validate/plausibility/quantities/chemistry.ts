import { CASES, INTENSIVE_CARE, MILLIMOLES, PER_LITRE, quantity } from '../quantity.ts';

const ENZYME = { units: { '[IU]/L': 1, 'IU/L': 1 } } as const;
const FILTRATION = { units: { 'mL/min/1.73_m2': 1, 'mL/min/1.73.m2': 1, 'mL/min': 1 } } as const;
const PH_UNITS = { pH: 1, '{pH}': 1, '1': 1 } as const;

/** Electrolytes, kidney, liver, and gases of the blood. */
export const CHEMISTRY = {
  sodium: quantity(['2951-2', '2947-0'], 'mmol/L', [50, 250], INTENSIVE_CARE, { units: MILLIMOLES }),
  potassium: quantity(['2823-3', '6298-4'], 'mmol/L', [0.8, 15], INTENSIVE_CARE, { units: MILLIMOLES }),
  chloride: quantity(['2075-0', '2069-3'], 'mmol/L', [40, 200], INTENSIVE_CARE, { units: MILLIMOLES }),
  'carbon-dioxide': quantity(['2028-9', '1963-8'], 'mmol/L', [1, 66], INTENSIVE_CARE, { units: MILLIMOLES }),
  'anion-gap': quantity(['33037-3', '10466-1', '1863-0'], 'mmol/L', [-30, 90], CASES, {
    units: MILLIMOLES,
    least: Number.NEGATIVE_INFINITY,
  }),
  'urea-nitrogen': quantity(['3094-0', '6299-2'], 'mg/dL', [0.5, 400], CASES, { units: { 'mmol/L': 2.8 } }),
  creatinine: quantity(['2160-0', '38483-4'], 'mg/dL', [0.05, 66], INTENSIVE_CARE, {
    units: { 'umol/L': 1 / 88.42 },
  }),
  'cystatin-c': quantity(['33863-2'], 'mg/L', [0.1, 20], CASES),
  'estimated-filtration': quantity(['98979-8', '50384-7'], 'mL/min/{1.73_m2}', [1, 260], CASES, FILTRATION),
  // By the equations before that of 2021, MDRD among them.
  'earlier-estimated-filtration': quantity(
    ['62238-1', '33914-3', '48642-3', '48643-1'],
    'mL/min/{1.73_m2}',
    [1, 260],
    CASES,
    FILTRATION,
  ),
  urate: quantity(['3084-1'], 'mg/dL', [0.05, 60], CASES, { units: { 'umol/L': 1 / 59.48 } }),
  calcium: quantity(['17861-6', '49765-1'], 'mg/dL', [2, 30], CASES, { units: { 'mmol/L': 4.008 } }),
  'ionized-calcium': quantity(['1995-0', '1994-3'], 'mmol/L', [0.2, 6], CASES, { units: { 'mg/dL': 1 / 4.008 } }),
  phosphate: quantity(['2777-1'], 'mg/dL', [0.1, 45], CASES, { units: { 'mmol/L': 3.097 } }),
  magnesium: quantity(['19123-9'], 'mg/dL', [0.1, 30], CASES, { units: { 'mmol/L': 2.431 } }),
  osmolality: quantity(['2692-2'], 'mosm/kg', [150, 650], CASES, {
    units: { 'mmol/kg': 1, 'mosm/kg{H2O}': 1, 'mosm/L': 1 },
  }),
  'alanine-aminotransferase': quantity(['1742-6'], 'U/L', [0.5, 30000], CASES, ENZYME),
  'aspartate-aminotransferase': quantity(['1920-8'], 'U/L', [0.5, 40000], CASES, ENZYME),
  'alkaline-phosphatase': quantity(['6768-6'], 'U/L', [0.5, 8000], CASES, ENZYME),
  'gamma-glutamyl-transferase': quantity(['2324-2'], 'U/L', [0.5, 10000], CASES, ENZYME),
  'lactate-dehydrogenase': quantity(['2532-0'], 'U/L', [5, 100000], CASES, ENZYME),
  'creatine-kinase': quantity(['2157-6'], 'U/L', [1, 1000000], CASES, ENZYME),
  lipase: quantity(['3040-3'], 'U/L', [0.5, 40000], CASES, ENZYME),
  bilirubin: quantity(['1975-2'], 'mg/dL', [0.01, 85], CASES, { units: { 'umol/L': 1 / 17.1 } }),
  'direct-bilirubin': quantity(['1968-7'], 'mg/dL', [0, 66], INTENSIVE_CARE, { units: { 'umol/L': 1 / 17.1 } }),
  'indirect-bilirubin': quantity(['1971-1'], 'mg/dL', [0, 66], INTENSIVE_CARE, { units: { 'umol/L': 1 / 17.1 } }),
  albumin: quantity(['1751-7'], 'g/dL', [0.2, 9], CASES, { units: PER_LITRE }),
  protein: quantity(['2885-2'], 'g/dL', [1, 20], CASES, { units: PER_LITRE }),
  globulin: quantity(['10834-0'], 'g/dL', [0.1, 16], CASES, { units: PER_LITRE }),
  lactate: quantity(['2524-7', '32693-4'], 'mmol/L', [0.05, 50], CASES, { units: { 'mg/dL': 1 / 9.008 } }),
  'arterial-ph': quantity(['2744-1'], '[pH]', [6.3, 8.1], CASES, { units: PH_UNITS, most: 14 }),
  'arterial-carbon-dioxide': quantity(['2019-8'], 'mm[Hg]', [3, 375], CASES, { units: { kPa: 7.50062 } }),
  'arterial-oxygen': quantity(['2703-7'], 'mm[Hg]', [5, 770], INTENSIVE_CARE, { units: { kPa: 7.50062 } }),
  'arterial-bicarbonate': quantity(['1960-4'], 'mmol/L', [0.5, 95], CASES, { units: MILLIMOLES }),
  'urine-ph': quantity(['5803-2'], '[pH]', [4, 10], 'what kidneys can make, and bacteria make of it', {
    units: PH_UNITS,
    most: 14,
  }),
  'urine-specific-gravity': quantity(['5811-5'], '{ratio}', [1, 1.1], 'water has 1; contrast media reach 1.1', {
    units: { '1': 1, '{urine specific gravity}': 1 },
  }),
  'urine-albumin': quantity(['14957-5', '1754-1'], 'mg/L', [0, 50000], CASES, { units: { 'mg/dL': 10, 'ug/mL': 1 } }),
  'urine-creatinine': quantity(['2161-8'], 'mg/dL', [0.5, 1000], CASES, { units: { 'mmol/L': 11.312, 'g/L': 100 } }),
  'urine-albumin-creatinine-ratio': quantity(['9318-7', '14959-1'], 'mg/g', [0, 60000], CASES, {
    units: { 'mg/g{creat}': 1, 'ug/mg{creat}': 1, 'ug/mg': 1, 'mg/mmol': 8.84 },
  }),
} as const;
