import { CASES, INTENSIVE_CARE, quantity } from '../quantity.ts';

const CELLS = { units: { '10*9/L': 1, '/uL': 0.001, '10*3/mm3': 1, 'K/uL': 1 } } as const;
const SHARE = { most: 100 } as const;
const WHOLE = 'a share of all leukocytes';
const PIECES = { units: { 'ug/L': 1 } } as const;

/** Cells of the blood, coagulation, inflammation and markers of the heart. */
export const BLOOD = {
  hemoglobin: quantity(['718-7'], 'g/dL', [1, 30], INTENSIVE_CARE, { units: { 'g/L': 0.1, 'mmol/L': 1.6114 } }),
  hematocrit: quantity(['4544-3', '20570-8'], '%', [3, 90], CASES, {
    units: { '{ratio}': 100, 'L/L': 100 },
    most: 100,
  }),
  erythrocytes: quantity(['789-8'], '10*6/uL', [0.3, 15], CASES, { units: { '10*12/L': 1, '10*6/mm3': 1 } }),
  mcv: quantity(['787-2'], 'fL', [35, 170], CASES),
  mch: quantity(['785-6'], 'pg', [8, 60], CASES),
  mchc: quantity(['786-4'], 'g/dL', [18, 50], CASES, { units: { 'g/L': 0.1 } }),
  'erythrocyte-distribution-width': quantity(['788-0'], '%', [7, 60], CASES, SHARE),
  leukocytes: quantity(['6690-2', '26464-8'], '10*3/uL', [0, 1100], INTENSIVE_CARE, CELLS),
  platelets: quantity(['777-3', '26515-7'], '10*3/uL', [0, 8000], CASES, CELLS),
  'platelet-mean-volume': quantity(['32623-1'], 'fL', [3, 25], CASES),
  'neutrophils-share': quantity(['770-8'], '%', [0, 100], WHOLE, SHARE),
  'lymphocytes-share': quantity(['736-9'], '%', [0, 100], WHOLE, SHARE),
  'monocytes-share': quantity(['5905-5'], '%', [0, 100], WHOLE, SHARE),
  'eosinophils-share': quantity(['713-8'], '%', [0, 100], WHOLE, SHARE),
  'basophils-share': quantity(['706-2'], '%', [0, 60], WHOLE, SHARE),
  neutrophils: quantity(['751-8'], '10*3/uL', [0, 600], CASES, CELLS),
  lymphocytes: quantity(['731-0'], '10*3/uL', [0, 1100], INTENSIVE_CARE, CELLS),
  monocytes: quantity(['742-7'], '10*3/uL', [0, 400], CASES, CELLS),
  eosinophils: quantity(['711-2'], '10*3/uL', [0, 400], CASES, CELLS),
  basophils: quantity(['704-7'], '10*3/uL', [0, 200], CASES, CELLS),
  inr: quantity(['6301-6', '34714-6'], '{INR}', [0.4, 60], CASES, { units: { '1': 1, '{ratio}': 1 } }),
  aptt: quantity(['14979-9', '3173-2'], 's', [8, 400], CASES),
  fibrinogen: quantity(['3255-7'], 'mg/dL', [0, 3000], CASES, { units: { 'g/L': 100 } }),
  'd-dimer': quantity(['48065-7'], 'ug/mL{FEU}', [0, 500], CASES, {
    units: { 'mg/L{FEU}': 1, 'ng/mL{FEU}': 0.001, 'ug/mL': 1 },
  }),
  'c-reactive-protein': quantity(['1988-5', '30522-7'], 'mg/L', [0, 1200], CASES, { units: { 'mg/dL': 10 } }),
  procalcitonin: quantity(['33959-8'], 'ng/mL', [0, 3000], CASES, PIECES),
  'erythrocyte-sedimentation-rate': quantity(['30341-2', '4537-7'], 'mm/h', [0, 200], 'the tube is 200 mm long', {
    most: 200,
  }),
  'rheumatoid-factor': quantity(['11572-5'], '[IU]/mL', [0, 20000], CASES),
  'nt-pro-bnp': quantity(['33762-6'], 'pg/mL', [0, 500000], CASES, { units: { 'ng/L': 1 } }),
  bnp: quantity(['30934-4'], 'pg/mL', [0, 50000], CASES, { units: { 'ng/L': 1 } }),
  'troponin-t': quantity(['6598-7', '67151-1'], 'ng/mL', [0, 300], CASES, { units: { 'ug/L': 1, 'ng/L': 0.001 } }),
} as const;
