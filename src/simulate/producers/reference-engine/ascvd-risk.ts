/** What the pooled cohort equations ask of a person of 40 to 79. */
export interface AscvdFactors {
  /** Completed years. */
  readonly age: number;
  readonly isMale: boolean;
  /** All others count as white. */
  readonly isBlack: boolean;
  /** mg/dL. */
  readonly totalCholesterol: number;
  readonly hdl: number;
  /** mm[Hg]. */
  readonly systolic: number;
  /** Whose pressure counts as treated. */
  readonly hasHypertension: boolean;
  readonly smokes: boolean;
  readonly hasDiabetes: boolean;
}

interface Equation {
  readonly age: number;
  readonly ageSquared: number;
  readonly cholesterol: number;
  readonly ageCholesterol: number;
  readonly hdl: number;
  readonly ageHdl: number;
  readonly treated: number;
  readonly ageTreated: number;
  readonly untreated: number;
  readonly ageUntreated: number;
  readonly smoker: number;
  readonly ageSmoker: number;
  readonly diabetes: number;
  readonly mean: number;
  readonly survival: number;
}

/** Coefficients of the logarithms. Source: gmf.md 7.4.5, after Goff and others, Circulation 2014;129(25 Suppl 2):S49. */
const WHITE_FEMALE: Equation = {
  age: -29.799,
  ageSquared: 4.884,
  cholesterol: 13.54,
  ageCholesterol: -3.114,
  hdl: -13.578,
  ageHdl: 3.149,
  treated: 2.019,
  ageTreated: 0,
  untreated: 1.957,
  ageUntreated: 0,
  smoker: 7.574,
  ageSmoker: -1.665,
  diabetes: 0.661,
  mean: -29.18,
  survival: 0.9665,
};

const BLACK_FEMALE: Equation = {
  age: 17.114,
  ageSquared: 0,
  cholesterol: 0.94,
  ageCholesterol: 0,
  hdl: -18.92,
  ageHdl: 4.475,
  treated: 29.291,
  ageTreated: -6.432,
  untreated: 27.82,
  ageUntreated: -6.087,
  smoker: 0.691,
  ageSmoker: 0,
  diabetes: 0.874,
  mean: 86.61,
  survival: 0.9533,
};

const WHITE_MALE: Equation = {
  age: 12.344,
  ageSquared: 0,
  cholesterol: 11.853,
  ageCholesterol: -2.664,
  hdl: -7.99,
  ageHdl: 1.769,
  treated: 1.797,
  ageTreated: 0,
  untreated: 1.764,
  ageUntreated: 0,
  smoker: 7.837,
  ageSmoker: -1.795,
  diabetes: 0.658,
  mean: 61.18,
  survival: 0.9144,
};

const BLACK_MALE: Equation = {
  age: 2.469,
  ageSquared: 0,
  cholesterol: 0.302,
  ageCholesterol: 0,
  hdl: -0.307,
  ageHdl: 0,
  treated: 1.916,
  ageTreated: 0,
  untreated: 1.809,
  ageUntreated: 0,
  smoker: 0.549,
  ageSmoker: 0,
  diabetes: 0.645,
  mean: 19.54,
  survival: 0.8954,
};

/** Probability of a first atherosclerotic cardiovascular event within ten years. */
export function ascvdRisk(person: AscvdFactors): number {
  const { isMale, isBlack } = person;
  const equation = isMale ? (isBlack ? BLACK_MALE : WHITE_MALE) : isBlack ? BLACK_FEMALE : WHITE_FEMALE;
  return 1 - Math.exp(Math.log(equation.survival) * Math.exp(score(person, equation) - equation.mean));
}

function score(person: AscvdFactors, b: Equation): number {
  const age = Math.log(person.age);
  const pressure = person.hasHypertension ? b.treated + b.ageTreated * age : b.untreated + b.ageUntreated * age;
  return (
    (b.age + b.ageSquared * age) * age +
    (b.cholesterol + b.ageCholesterol * age) * logarithm(person.totalCholesterol) +
    (b.hdl + b.ageHdl * age) * logarithm(person.hdl) +
    pressure * logarithm(person.systolic) +
    (person.smokes ? b.smoker + b.ageSmoker * age : 0) +
    (person.hasDiabetes ? b.diabetes : 0)
  );
}

/** Drawn values can come near 0, of which there is no logarithm. */
function logarithm(value: number): number {
  return Math.log(Math.max(1, value));
}
