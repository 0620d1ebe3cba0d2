/** What the risk of stroke goes by. */
export interface StrokeFactors {
  /** Completed years. */
  readonly age: number;
  readonly isMale: boolean;
  /** mm[Hg]. */
  readonly systolic: number;
  /** Whether pressure is under treatment. */
  readonly isTreated: boolean;
  readonly smokes: boolean;
  readonly hasDiabetes: boolean;
  /** Of the left ventricle. */
  readonly hasHypertrophy: boolean;
  /** Coronary. */
  readonly hasHeartDisease: boolean;
  readonly hasAtrialFibrillation: boolean;
}

interface Table {
  /** Ten-year risk from 20 and from 40 years on. */
  readonly young: number;
  readonly middle: number;
  readonly diabetes: number;
  readonly heartDisease: number;
  readonly atrialFibrillation: number;
  /** The points of a value are the number of its interval. */
  readonly ages: readonly number[];
  readonly untreated: readonly number[];
  readonly treated: readonly number[];
  /** Ten-year risk in percent by points from 0. */
  readonly risks: readonly number[];
}

/** Source: gmf.md 7.4.5, after Wolf and others, Stroke 1991;22:312. */
const MALE: Table = {
  young: 0.002,
  middle: 0.019,
  diabetes: 2,
  heartDisease: 4,
  atrialFibrillation: 4,
  ages: [54, 57, 60, 63, 66, 69, 73, 76, 79, 82, 85],
  untreated: [0, 106, 116, 126, 136, 146, 156, 166, 176, 185, 196],
  treated: [0, 106, 113, 118, 124, 130, 136, 143, 151, 162, 177],
  risks: [
    ...[0, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 11, 13, 15, 17, 20, 22, 26, 29, 33],
    ...[37, 42, 47, 52, 57, 63, 68, 74, 79, 84, 88],
  ],
};

const FEMALE: Table = {
  young: 0.007,
  middle: 0.022,
  diabetes: 3,
  heartDisease: 2,
  atrialFibrillation: 6,
  ages: [54, 57, 60, 63, 65, 68, 71, 74, 77, 79, 82],
  untreated: [0, 95, 107, 119, 131, 144, 156, 168, 181, 193, 205],
  treated: [0, 95, 107, 114, 120, 126, 132, 140, 149, 161, 205],
  risks: [...[0, 1, 1, 2, 2, 2, 3, 4, 4, 5, 6, 8, 9, 11, 13, 16, 19, 23, 27, 32], ...[37, 43, 50, 57, 64, 71, 78, 84]],
};

const SMOKING = 3;
const HYPERTROPHY = 5;

/** Probability of a stroke within ten years; -1 below 20. */
export function strokeRisk(person: StrokeFactors): number {
  const table = person.isMale ? MALE : FEMALE;
  if (person.age < 20) return -1;
  if (person.age < 40) return table.young;
  if (person.age < 55) return table.middle;
  let points = intervalOf(table.ages, person.age);
  points += intervalOf(person.isTreated ? table.treated : table.untreated, person.systolic);
  if (person.smokes) points += SMOKING;
  if (person.hasHypertrophy) points += HYPERTROPHY;
  if (person.hasDiabetes) points += table.diabetes;
  if (person.hasHeartDisease) points += table.heartDisease;
  if (person.hasAtrialFibrillation) points += table.atrialFibrillation;
  return (table.risks[Math.min(points, table.risks.length - 1)] as number) / 100;
}

/** The first interval, closed at both ends, that holds a value; the last is open. */
function intervalOf(limits: readonly number[], value: number): number {
  for (let i = 1; i < limits.length; i++) if (value <= (limits[i] as number)) return i - 1;
  return limits.length - 1;
}
