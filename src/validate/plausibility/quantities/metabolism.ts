import { CASES, INTENSIVE_CARE, quantity } from '../quantity.ts';

const GLUCOSE = { units: { 'mmol/L': 18.016 } } as const;
const CHOLESTEROL = { units: { 'mmol/L': 38.67 } } as const;

/** Sugar, fat, iron, vitamins and hormones. */
export const METABOLISM = {
  glucose: quantity(['2345-7', '2339-0', '41653-7'], 'mg/dL', [3, 3000], CASES, GLUCOSE),
  'fasting-glucose': quantity(['1558-6'], 'mg/dL', [3, 3000], CASES, GLUCOSE),
  'hemoglobin-a1c': quantity(['4548-4', '17856-6'], '%', [2, 30], INTENSIVE_CARE, {
    units: { 'mmol/mol': { factor: 0.09148, offset: 2.152 } },
    most: 100,
  }),
  'hemoglobin-a1c-ifcc': quantity(['59261-8'], 'mmol/mol', [0, 305], INTENSIVE_CARE, { most: 1000 }),
  'estimated-average-glucose': quantity(['27353-2'], 'mg/dL', [5, 815], 'what A1c of 2 to 30 % says', GLUCOSE),
  insulin: quantity(['20448-7'], 'u[IU]/mL', [0, 10000], CASES, { units: { 'uU/mL': 1, 'm[IU]/L': 1 } }),
  'total-cholesterol': quantity(['2093-3'], 'mg/dL', [5, 3000], CASES, CHOLESTEROL),
  'hdl-cholesterol': quantity(['2085-9'], 'mg/dL', [0.5, 300], CASES, CHOLESTEROL),
  'ldl-cholesterol': quantity(['18262-6', '2089-1'], 'mg/dL', [0.5, 1500], CASES, CHOLESTEROL),
  // Friedewald goes below 0 where there is little of it.
  'calculated-ldl-cholesterol': quantity(['13457-7'], 'mg/dL', [-10, 1500], CASES, {
    ...CHOLESTEROL,
    least: Number.NEGATIVE_INFINITY,
  }),
  'vldl-cholesterol': quantity(['13458-5'], 'mg/dL', [0.5, 2000], CASES, CHOLESTEROL),
  'non-hdl-cholesterol': quantity(['43396-1'], 'mg/dL', [1, 3000], CASES, CHOLESTEROL),
  'cholesterol-hdl-ratio': quantity(['9830-1'], '{ratio}', [1, 500], 'HDL is a part of the whole', {
    units: { '1': 1, ratio: 1 },
  }),
  triglycerides: quantity(['2571-8'], 'mg/dL', [3, 30000], CASES, { units: { 'mmol/L': 88.57 } }),
  'apolipoprotein-b': quantity(['1884-6'], 'mg/dL', [1, 800], CASES, { units: { 'g/L': 100 } }),
  iron: quantity(['2498-4'], 'ug/dL', [1, 20000], CASES, { units: { 'umol/L': 5.585 } }),
  'iron-binding-capacity': quantity(['2500-7'], 'ug/dL', [20, 1500], CASES, { units: { 'umol/L': 5.585 } }),
  'iron-saturation': quantity(['2502-3'], '%', [0, 125], 'a share, by two measurements', { most: 2000 }),
  ferritin: quantity(['2276-4'], 'ng/mL', [0.1, 500000], CASES, { units: { 'ug/L': 1 } }),
  'vitamin-b12': quantity(['2132-9'], 'pg/mL', [5, 200000], CASES, { units: { 'ng/L': 1, 'pmol/L': 1.355 } }),
  folate: quantity(['2284-8'], 'ng/mL', [0.1, 1000], CASES, { units: { 'ug/L': 1, 'nmol/L': 0.4413 } }),
  'vitamin-d': quantity(['62292-8', '1989-3'], 'ng/mL', [0.5, 1500], CASES, {
    units: { 'ug/L': 1, 'nmol/L': 0.4006 },
  }),
  zinc: quantity(['5763-8'], 'ug/dL', [5, 4000], CASES, { units: { 'umol/L': 6.54 } }),
  thyrotropin: quantity(['3016-3', '11580-8'], 'm[IU]/L', [0, 3000], CASES, {
    units: { 'u[IU]/mL': 1, 'mU/L': 1, 'uU/mL': 1 },
  }),
  'free-thyroxine': quantity(['3024-7'], 'ng/dL', [0, 30], CASES, { units: { 'pmol/L': 0.0777 } }),
  'free-triiodothyronine': quantity(['3051-0'], 'pg/mL', [0, 100], CASES, { units: { 'pmol/L': 0.651 } }),
  parathyrin: quantity(['2731-8'], 'pg/mL', [0, 15000], CASES, { units: { 'ng/L': 1, 'pmol/L': 9.43 } }),
  testosterone: quantity(['2986-8'], 'ng/dL', [0, 20000], CASES, { units: { 'nmol/L': 28.84 } }),
  estradiol: quantity(['2243-4'], 'pg/mL', [0, 100000], CASES, { units: { 'ng/L': 1, 'pmol/L': 0.2724 } }),
  follitropin: quantity(['15067-2'], '[IU]/L', [0, 500], CASES, { units: { 'm[IU]/mL': 1 } }),
  'prostate-specific-antigen': quantity(['2857-1'], 'ng/mL', [0, 50000], CASES, { units: { 'ug/L': 1 } }),
  'free-prostate-specific-antigen': quantity(['10886-0'], 'ng/mL', [0, 50000], CASES, { units: { 'ug/L': 1 } }),
} as const;
