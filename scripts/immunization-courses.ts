/** A dose of a course: number, doses in all, least days after the one before, oldest age in months at which it is given. */
type Dose = readonly [dose: number, of: number, interval: number, latest: number];

/** How the doses of a vaccine follow each other in a life. */
export interface CourseFacts {
  readonly course: string;
  readonly vaccine: string;
  /**
   * series: by age of childhood, coverage by birth year. yearly: by season, coverage by season. adoption: once, when coverage of the
   * age reaches the person's place. decennial: every ten years. season-of-birth: in the first winter.
   */
  readonly kind: 'series' | 'yearly' | 'adoption' | 'decennial' | 'season-of-birth';
  /** Only these products; all of the vaccine where left out. */
  readonly cvx?: readonly string[];
  /** Days a due dose waits for a visit before the person comes for it alone. */
  readonly patience: number;
  readonly doses: readonly Dose[];
  /** Days until the next dose after a product, where not those of `doses`. */
  readonly intervals?: Readonly<Record<string, number>>;
  /** For adoption: days over which those come who are due at once. */
  readonly settle?: number;
  /** No dose within these days of another of the same vaccine (in whatever course). */
  readonly apart?: number;
  /** Another vaccine of which the same is true. */
  readonly also?: string;
  /** Only after another dose of the vaccine. */
  readonly isBooster?: boolean;
  /** None for who had one of these. */
  readonly notAfter?: readonly string[];
  /** The name under which people are ready for it, where courses share that; else the course's own. */
  readonly readiness?: string;
  /** How alike a person's readiness is to that for vaccines in general (correlation of normal scores). */
  readonly alike?: number;
}

/** Pairs of dose numbers with interval and latest age. */
function doses(of: number, ...rows: readonly (readonly [interval: number, latest: number])[]): Dose[] {
  return rows.map(([interval, latest], i) => [i + 1, of, interval, latest]);
}

/**
 * Least intervals and latest ages: ACIP, General Best Practice Guidelines for Immunization (table 3-2), and the catch-up schedule of each
 * vaccine; recalled, not re-read. A dose of a routine series keeps the routine interval where that is longer (HPV at 0, 2 and 6 months).
 */
export const COURSES: readonly CourseFacts[] = [
  {
    course: 'hepatitis B',
    vaccine: 'hepatitis B',
    kind: 'series',
    patience: 26,
    doses: doses(3, [0, 227], [28, 227], [56, 227]),
  },
  {
    course: 'rotavirus',
    vaccine: 'rotavirus',
    kind: 'series',
    patience: 14,
    doses: [...doses(3, [0, 3], [28, 7], [28, 7]), ...doses(2, [0, 3], [28, 7])],
  },
  {
    course: 'diphtheria tetanus pertussis',
    vaccine: 'diphtheria tetanus pertussis',
    kind: 'series',
    patience: 26,
    doses: doses(5, [0, 83], [28, 83], [28, 83], [183, 83], [183, 83]),
  },
  {
    course: 'Haemophilus influenzae b',
    vaccine: 'Haemophilus influenzae b',
    kind: 'series',
    patience: 26,
    doses: [...doses(4, [0, 59], [28, 59], [28, 59], [56, 59]), ...doses(3, [0, 59], [28, 59], [56, 59])],
  },
  {
    course: 'pneumococcal conjugate',
    vaccine: 'pneumococcal conjugate',
    kind: 'series',
    patience: 26,
    doses: doses(4, [0, 59], [28, 59], [28, 59], [56, 59]),
  },
  {
    course: 'polio',
    vaccine: 'polio',
    kind: 'series',
    patience: 26,
    doses: doses(4, [0, 215], [28, 215], [28, 215], [183, 215]),
  },
  {
    course: 'measles mumps rubella',
    vaccine: 'measles mumps rubella',
    kind: 'series',
    patience: 26,
    doses: doses(2, [0, 215], [28, 227]),
  },
  { course: 'varicella', vaccine: 'varicella', kind: 'series', patience: 26, doses: doses(2, [0, 215], [84, 227]) },
  {
    course: 'hepatitis A',
    vaccine: 'hepatitis A',
    kind: 'series',
    patience: 26,
    doses: doses(2, [0, 215], [183, 215]),
  },
  {
    course: 'tetanus diphtheria at school',
    vaccine: 'tetanus diphtheria',
    cvx: ['09'],
    kind: 'series',
    patience: 70,
    doses: [[1, 1, 0, 215]],
  },
  {
    course: 'tetanus diphtheria pertussis',
    vaccine: 'tetanus diphtheria pertussis',
    kind: 'series',
    patience: 70,
    doses: doses(1, [0, 215]),
  },
  {
    course: 'meningococcal ACWY',
    vaccine: 'meningococcal ACWY',
    kind: 'series',
    patience: 70,
    doses: doses(2, [0, 215], [56, 251]),
  },
  {
    course: 'meningococcal B',
    vaccine: 'meningococcal B',
    kind: 'series',
    patience: 70,
    alike: 0.7,
    doses: doses(2, [0, 227], [31, 239]),
  },
  {
    course: 'human papillomavirus',
    vaccine: 'human papillomavirus',
    kind: 'series',
    patience: 70,
    alike: 0.7,
    doses: [...doses(3, [0, 323], [60, 323], [112, 323]), ...doses(2, [0, 323], [183, 323])],
  },
  { course: 'influenza', vaccine: 'influenza', kind: 'yearly', patience: 0, alike: 0.6, doses: [] },
  {
    course: 'COVID-19',
    vaccine: 'COVID-19',
    cvx: ['207', '208', '212', '218'],
    kind: 'adoption',
    patience: 0,
    settle: 60,
    alike: 0.6,
    intervals: { '207': 28 },
    doses: [...doses(2, [0, 1800], [21, 1800]), ...doses(1, [0, 1800])],
  },
  {
    course: 'COVID-19 booster',
    vaccine: 'COVID-19',
    cvx: ['207', '208'],
    kind: 'adoption',
    patience: 0,
    settle: 60,
    apart: 165,
    isBooster: true,
    readiness: 'COVID-19',
    alike: 0.6,
    doses: [[3, 3, 0, 1800]],
  },
  {
    course: 'COVID-19 by season',
    vaccine: 'COVID-19',
    cvx: ['300', '309', '312'],
    kind: 'yearly',
    patience: 0,
    apart: 60,
    readiness: 'COVID-19',
    alike: 0.6,
    doses: [],
  },
  {
    course: 'tetanus every ten years',
    vaccine: 'tetanus diphtheria',
    cvx: ['113', '115'],
    kind: 'decennial',
    patience: 90,
    alike: 0.6,
    apart: 3650,
    also: 'tetanus diphtheria pertussis',
    doses: [],
  },
  {
    course: 'zoster, live',
    vaccine: 'zoster',
    cvx: ['121'],
    kind: 'adoption',
    patience: 30,
    settle: 365,
    readiness: 'zoster',
    alike: 0.6,
    doses: doses(1, [0, 1800]),
  },
  {
    course: 'zoster, recombinant',
    vaccine: 'zoster',
    cvx: ['187'],
    kind: 'adoption',
    patience: 30,
    settle: 365,
    apart: 61,
    readiness: 'zoster',
    alike: 0.6,
    doses: doses(2, [0, 1800], [61, 1800]),
  },
  {
    course: 'pneumococcal polysaccharide',
    vaccine: 'pneumococcal',
    cvx: ['33'],
    kind: 'adoption',
    patience: 60,
    settle: 365,
    apart: 365,
    alike: 0.9,
    doses: doses(1, [0, 1800]),
  },
  {
    course: 'pneumococcal conjugate of adults',
    vaccine: 'pneumococcal',
    cvx: ['133'],
    kind: 'adoption',
    patience: 60,
    settle: 365,
    apart: 365,
    alike: 0.9,
    doses: doses(1, [0, 1800]),
  },
  {
    course: 'pneumococcal conjugate of adults, 20 or 21 types',
    vaccine: 'pneumococcal',
    cvx: ['216', '327'],
    kind: 'adoption',
    patience: 60,
    settle: 365,
    apart: 365,
    notAfter: ['133'],
    alike: 0.9,
    doses: doses(1, [0, 1800]),
  },
  {
    course: 'respiratory syncytial virus',
    vaccine: 'respiratory syncytial virus',
    kind: 'adoption',
    patience: 30,
    settle: 120,
    alike: 0.6,
    doses: doses(1, [0, 1800]),
  },
  {
    course: 'respiratory syncytial virus antibody',
    vaccine: 'respiratory syncytial virus antibody',
    kind: 'season-of-birth',
    patience: 21,
    alike: 0.6,
    doses: doses(1, [0, 7]),
  },
];
