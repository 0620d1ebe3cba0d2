/**
 * Of what people die, as published, for src/reference/causes-of-death.ts: a share of deaths by age, sex and calendar year.
 * Rounded, recalled, not re-read in the sources.
 */

/** Deaths of all causes in 2019 below 1, 1-4, 5-14, 15-24 ... 75-84, 85 and over; CDC WONDER, NCHS leading causes 2019. */
const ALL = [20921, 3676, 5497, 29771, 59178, 82986, 160393, 374937, 555559, 688027, 873746];
/** Share of them that are male. */
const MALE = [0.56, 0.56, 0.58, 0.73, 0.71, 0.66, 0.62, 0.61, 0.58, 0.52, 0.4];

interface Cause {
  readonly code: string;
  readonly display: string;
  /** Deaths in 2019 by age, as `ALL`; causes of the past and of the pandemic: per mille of all deaths at the height. */
  readonly deaths?: readonly number[];
  readonly perMille?: readonly number[];
  /** A share among males over that among females. */
  readonly male: number;
  /** Share of all deaths over that of 2019 (or of the height): age-adjusted rates of Health, United States and NVSS. */
  readonly years: readonly (readonly [year: number, factor: number])[];
}

const AT = (factors: Readonly<Record<number, number>>) =>
  Object.entries(factors).map(([year, factor]) => [Number(year), factor] as const);
const HEART = AT({
  1900: 0.55,
  1920: 0.75,
  1940: 1.45,
  1950: 1.8,
  1960: 1.85,
  1980: 1.76,
  1990: 1.52,
  2000: 1.31,
  2010: 1.06,
  2019: 1,
  2021: 0.875,
  2022: 0.93,
  2024: 1,
});
const CANCER = AT({
  1900: 0.2,
  1920: 0.36,
  1940: 0.58,
  1950: 0.66,
  1960: 0.71,
  1970: 0.8,
  1980: 0.98,
  1990: 1.12,
  2010: 1.13,
  2019: 1,
  2021: 0.815,
  2022: 0.87,
  2024: 1,
});
const INJURY = AT({ 1900: 0.6, 1950: 1, 1970: 1, 1990: 0.75, 2000: 0.8, 2019: 1, 2021: 0.9, 2024: 1 });
const PERINATAL = AT({ 1900: 0.5, 1950: 1, 2019: 1 });
const SAME = AT({ 2019: 1 });

const CAUSES: readonly Cause[] = [
  {
    code: '414545008',
    display: 'Ischemic heart disease',
    male: 1.3,
    deaths: [5, 3, 5, 150, 1000, 4700, 17000, 46000, 68000, 89000, 130000],
    years: HEART,
  },
  {
    code: '84114007',
    display: 'Heart failure',
    male: 0.85,
    deaths: [5, 5, 8, 40, 150, 500, 1900, 5500, 9500, 20000, 49000],
    years: HEART,
  },
  {
    code: '56265001',
    display: 'Heart disease',
    male: 1,
    deaths: [290, 125, 156, 682, 2345, 5299, 12238, 29337, 41500, 53000, 71000],
    years: HEART,
  },
  {
    code: '363358000',
    display: 'Malignant neoplasm of lung',
    male: 1,
    deaths: [0, 0, 0, 20, 100, 700, 6000, 30000, 45000, 41000, 17000],
    years: AT({
      1930: 0.08,
      1950: 0.4,
      1970: 0.85,
      1990: 1.35,
      2000: 1.35,
      2010: 1.25,
      2019: 1,
      2021: 0.79,
      2024: 0.95,
    }),
  },
  {
    code: '363406005',
    display: 'Malignant neoplasm of colon',
    male: 1,
    deaths: [0, 0, 0, 40, 350, 1500, 5000, 11500, 11500, 12000, 10000],
    years: CANCER,
  },
  {
    code: '254837009',
    display: 'Malignant neoplasm of breast',
    male: 0.012,
    deaths: [0, 0, 0, 15, 350, 1900, 5000, 9500, 9500, 8500, 7700],
    years: CANCER,
  },
  {
    code: '399068003',
    display: 'Malignant neoplasm of prostate',
    male: 1e6,
    deaths: [0, 0, 0, 0, 5, 20, 350, 2600, 6500, 10500, 11700],
    years: CANCER,
  },
  {
    code: '363418001',
    display: 'Malignant tumor of pancreas',
    male: 1,
    deaths: [0, 0, 0, 5, 60, 350, 2500, 9500, 14500, 13000, 6000],
    years: CANCER,
  },
  {
    code: '363346000',
    display: 'Malignant neoplastic disease',
    male: 1.05,
    deaths: [60, 285, 786, 1308, 2712, 6225, 16737, 48665, 79000, 81000, 50600],
    years: CANCER,
  },
  {
    code: '230690007',
    display: 'Cerebrovascular accident',
    male: 0.78,
    deaths: [90, 52, 90, 150, 585, 1741, 5153, 12931, 23000, 42000, 64000],
    years: AT({
      1900: 1.2,
      1940: 1.8,
      1950: 2.42,
      1960: 2.57,
      1970: 2.34,
      1980: 1.79,
      1990: 1.35,
      2000: 1.36,
      2010: 1.01,
      2019: 1,
      2021: 0.9,
      2022: 0.955,
      2024: 1,
    }),
  },
  {
    code: '13645005',
    display: 'Chronic obstructive lung disease',
    male: 0.9,
    deaths: [0, 0, 5, 15, 60, 300, 3300, 18200, 35600, 52700, 43700],
    years: AT({
      1940: 0.05,
      1960: 0.17,
      1970: 0.33,
      1980: 0.51,
      1990: 0.74,
      2000: 0.95,
      2010: 1.06,
      2019: 1,
      2021: 0.74,
      2022: 0.8,
      2024: 0.85,
    }),
  },
  {
    code: '195967001',
    display: 'Asthma',
    male: 0.75,
    deaths: [5, 30, 140, 180, 240, 290, 420, 570, 480, 450, 500],
    years: AT({ 1900: 0.3, 1950: 0.8, 1960: 1.2, 1980: 1.3, 1995: 1.9, 2010: 1.05, 2019: 1, 2021: 0.8, 2024: 0.9 }),
  },
  {
    code: '26929004',
    display: "Alzheimer's disease",
    male: 0.6,
    deaths: [0, 0, 0, 0, 0, 1, 60, 1200, 6000, 31000, 83000],
    years: AT({ 1975: 0, 1980: 0.01, 1990: 0.15, 2000: 0.5, 2010: 0.81, 2019: 1, 2021: 0.85, 2022: 0.87, 2024: 0.95 }),
  },
  {
    code: '52448006',
    display: 'Dementia',
    male: 0.7,
    deaths: [0, 0, 0, 0, 0, 5, 50, 1000, 6500, 30000, 95000],
    years: AT({ 1970: 0.05, 1990: 0.15, 2000: 0.45, 2010: 0.9, 2019: 1, 2021: 0.85, 2024: 1 }),
  },
  {
    code: '44054006',
    display: 'Diabetes mellitus type 2',
    male: 1.08,
    deaths: [3, 5, 30, 250, 887, 2228, 6414, 15508, 22000, 22500, 17900],
    years: AT({
      1900: 0.2,
      1920: 0.38,
      1940: 0.75,
      1950: 0.53,
      1970: 0.66,
      1980: 0.58,
      1990: 0.73,
      2000: 0.95,
      2010: 0.92,
      2019: 1,
      2021: 0.956,
      2022: 1,
      2024: 1,
    }),
  },
  {
    code: '233604007',
    display: 'Pneumonia',
    male: 1,
    deaths: [170, 122, 100, 213, 482, 1000, 2339, 6900, 8500, 13000, 18900],
    years: AT({
      1900: 6,
      1917: 5,
      1918: 14,
      1919: 7,
      1920: 5.5,
      1930: 4.5,
      1940: 3.4,
      1950: 1.93,
      1960: 2.33,
      1970: 1.98,
      1980: 1.76,
      1990: 2.28,
      2000: 1.59,
      2010: 1.18,
      2019: 1,
      2021: 0.69,
      2024: 0.9,
    }),
  },
  {
    code: '709044004',
    display: 'Chronic kidney disease',
    male: 1.05,
    deaths: [90, 10, 15, 60, 180, 600, 1900, 5900, 11000, 15000, 17000],
    years: AT({
      1900: 3,
      1940: 3.5,
      1950: 0.8,
      1980: 0.49,
      1990: 0.56,
      2000: 0.87,
      2010: 1.15,
      2019: 1,
      2021: 0.87,
      2022: 0.97,
      2024: 1,
    }),
  },
  {
    code: '19943007',
    display: 'Cirrhosis of liver',
    male: 1.15,
    deaths: [5, 3, 5, 60, 1106, 3417, 8098, 14385, 10500, 5500, 1500],
    years: AT({
      1940: 0.5,
      1950: 0.49,
      1960: 0.63,
      1970: 0.92,
      1980: 0.92,
      1990: 0.75,
      2000: 0.69,
      2010: 0.8,
      2019: 1,
      2021: 1.05,
      2024: 1.05,
    }),
  },
  {
    code: '44301001',
    display: 'Suicide',
    male: 1.9,
    deaths: [0, 0, 540, 5954, 8059, 7525, 8012, 8238, 5000, 3000, 1300],
    years: AT({
      1900: 0.4,
      1950: 0.47,
      1970: 0.55,
      1980: 0.6,
      1990: 0.69,
      2000: 0.62,
      2010: 0.84,
      2019: 1,
      2021: 0.83,
      2024: 1,
    }),
  },
  {
    code: '52684005',
    display: 'Assault',
    male: 1.8,
    deaths: [270, 284, 370, 4774, 5341, 3446, 1950, 1250, 550, 300, 150],
    years: AT({
      1950: 0.42,
      1960: 0.44,
      1970: 0.86,
      1980: 1.19,
      1990: 1.19,
      2000: 0.81,
      2010: 0.85,
      2019: 1,
      2021: 1.11,
      2024: 1,
    }),
  },
  {
    code: '91302008',
    display: 'Sepsis',
    male: 0.95,
    deaths: [220, 53, 60, 150, 300, 841, 2300, 6000, 10000, 10500, 10000],
    years: AT({ 1950: 0.1, 1980: 0.19, 1990: 0.33, 2000: 0.98, 2010: 1.07, 2019: 1, 2021: 0.87, 2024: 1 }),
  },
  {
    code: '38341003',
    display: 'Hypertensive disorder',
    male: 0.8,
    deaths: [0, 0, 2, 30, 150, 600, 1900, 4500, 5500, 8000, 16000],
    years: AT({ 1950: 3, 1970: 1.2, 1980: 0.7, 1990: 0.5, 2000: 0.57, 2010: 0.86, 2019: 1, 2024: 1.1 }),
  },
  {
    code: '49049000',
    display: "Parkinson's disease",
    male: 1.7,
    deaths: [0, 0, 0, 0, 0, 5, 50, 700, 4300, 15400, 14600],
    years: AT({ 1960: 0.25, 1990: 0.4, 2000: 0.55, 2010: 0.75, 2019: 1, 2024: 1.1 }),
  },
  {
    code: '55680006',
    display: 'Drug overdose',
    male: 1.25,
    deaths: [8, 40, 50, 3900, 16500, 16600, 14500, 13000, 2600, 350, 100],
    years: AT({
      1950: 0.03,
      1970: 0.08,
      1990: 0.12,
      2000: 0.24,
      2010: 0.55,
      2019: 1,
      2021: 1.22,
      2022: 1.35,
      2023: 1.38,
      2024: 1.05,
    }),
  },
  {
    code: '417746004',
    display: 'Traumatic injury',
    male: 1.25,
    deaths: [1248, 1089, 1475, 7695, 7756, 7020, 7759, 8992, 5800, 6050, 10700],
    years: INJURY,
  },
  {
    code: '1912002',
    display: 'Fall',
    male: 1.05,
    deaths: [10, 20, 20, 160, 260, 450, 1100, 2900, 4600, 9600, 20200],
    years: AT({ 1950: 0.7, 1980: 0.4, 2000: 0.45, 2010: 0.75, 2019: 1, 2021: 0.95, 2024: 1.1 }),
  },
  {
    code: '276654001',
    display: 'Congenital malformation',
    male: 0.9,
    deaths: [4301, 416, 350, 390, 450, 400, 450, 600, 550, 500, 450],
    years: SAME,
  },
  {
    code: '395507008',
    display: 'Premature infant',
    male: 1,
    deaths: [6900, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    years: PERINATAL,
  },
  {
    code: '51178009',
    display: 'Sudden infant death syndrome',
    male: 1.1,
    deaths: [1248, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    years: AT({ 1965: 0, 1975: 2, 1990: 2.4, 2000: 1.4, 2019: 1 }),
  },
  {
    code: '56717001',
    display: 'Tuberculosis',
    male: 1.05,
    perMille: [10, 30, 50, 250, 220, 140, 80, 45, 20, 10, 4],
    years: AT({
      1900: 1.6,
      1920: 1.4,
      1940: 1,
      1950: 0.5,
      1960: 0.13,
      1970: 0.05,
      1980: 0.02,
      2000: 0.005,
      2019: 0.003,
    }),
  },
  {
    code: '25374005',
    display: 'Gastroenteritis',
    male: 1,
    perMille: [180, 160, 40, 15, 10, 10, 10, 12, 15, 20, 25],
    years: AT({ 1900: 1, 1920: 0.8, 1930: 0.5, 1940: 0.3, 1950: 0.1, 1960: 0.04, 2019: 0.03 }),
  },
  {
    code: '86406008',
    display: 'Human immunodeficiency virus infection',
    male: 2.6,
    perMille: [8, 20, 15, 15, 190, 170, 55, 12, 3, 1, 0],
    years: AT({ 1981: 0, 1985: 0.2, 1990: 0.7, 1995: 1, 1998: 0.35, 2005: 0.25, 2010: 0.15, 2019: 0.06, 2024: 0.05 }),
  },
  {
    code: '840539006',
    display: 'COVID-19',
    male: 1.15,
    perMille: [7, 8, 12, 30, 70, 115, 150, 152, 140, 122, 98],
    years: AT({ 2019: 0, 2020: 0.87, 2021: 1, 2022: 0.48, 2023: 0.13, 2024: 0.09 }),
  },
];
/** What is left, and what was never known. */
const OTHER = ['9855000', 'Natural death with unknown cause'] as const;

/** code, display, per mille of the deaths of 2019 by age among females and among males, factors by calendar year. */
export function causeRows(): unknown[] {
  const rows = CAUSES.map(({ code, display, deaths, perMille, male, years }) => {
    const shares = perMille ?? (deaths ?? []).map((count, i) => (1000 * count) / (ALL[i] ?? 1));
    const females = shares.map((share, i) => share / ((MALE[i] ?? 0) * male + 1 - (MALE[i] ?? 0)));
    return [code, display, females.map(round), females.map((share) => round(share * male)), years];
  });
  const now = CAUSES.map(({ years }) => factorIn2019(years));
  const rest = (sex: 2 | 3) =>
    ALL.map((_, i) =>
      round(
        Math.max(0, 1000 - rows.reduce((sum, row, k) => sum + Number((row[sex] as number[])[i]) * (now[k] ?? 1), 0)),
      ),
    );
  return [...rows, [...OTHER, rest(2), rest(3), SAME]];
}

function factorIn2019(years: Cause['years']): number {
  return years.find(([year]) => year === 2019)?.[1] ?? 1;
}

function round(x: number): number {
  return Number(x.toPrecision(4));
}
