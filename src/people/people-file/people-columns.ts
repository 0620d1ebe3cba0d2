import { didYouMean } from '../../core/suggest.ts';
import { formatDate, parseTime, type SimTime } from '../../core/time.ts';
import type { Education } from '../../record/life-course.ts';
import type { Ethnicity, PersonAttribute, Race, Sex, SocioeconomicCategory } from '../../record/person.ts';
import type { Places } from '../../reference/places.ts';
import type { GivenPerson } from '../given-person.ts';

/** Why a cell is not taken, as the end of a sentence that begins with the column and the text. */
export class CellRefusal {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** What cells are read against. */
export interface CellContext {
  readonly places: Places;
  /** Nobody is born after it. */
  readonly referenceDate: SimTime;
}

/** Reads one cell that is not empty. */
export type CellReader = (text: string, context: CellContext) => Partial<GivenPerson> | CellRefusal;

/** Life tables begin here. */
const FIRST_BIRTH = '1900-01-01';

const SEXES: Readonly<Record<string, Sex>> = { f: 'F', m: 'M', female: 'F', male: 'M' };

const RACES: Readonly<Record<string, Race>> = {
  white: 'white',
  black: 'black',
  asian: 'asian',
  native: 'native',
  hawaiian: 'hawaiian',
  other: 'other',
};

const ETHNICITIES: Readonly<Record<string, Ethnicity>> = { hispanic: 'hispanic', nonhispanic: 'nonhispanic' };

/** Our classes, and those of the reference engine, whose bachelor's degree stands for all higher ones. */
const EDUCATIONS: Readonly<Record<string, Education>> = {
  'less-than-high-school': 'less-than-high-school',
  'high-school': 'high-school',
  'some-college': 'some-college',
  bachelor: 'bachelor',
  graduate: 'graduate',
  less_than_hs: 'less-than-high-school',
  hs_degree: 'high-school',
  some_college: 'some-college',
  bs_degree: 'bachelor',
};

const CATEGORIES: Readonly<Record<string, SocioeconomicCategory>> = { high: 'High', middle: 'Middle', low: 'Low' };

/** The columns that say who a person is, by their names in the header; any other column is an attribute of the person. */
export const PEOPLE_COLUMNS: Readonly<Record<string, CellReader>> = {
  sex: oneOf('sex', SEXES),
  birth: birthOf,
  race: oneOf('race', RACES),
  ethnicity: oneOf('ethnicity', ETHNICITIES),
  state: stateOf,
  city: (text) => ({ city: text }),
  education: oneOf('education', EDUCATIONS),
  income: incomeOf,
  ses_category: oneOf('socioeconomicCategory', CATEGORIES),
};

/** A cell of another column: numbers and `true` or `false` are what they look like, all else is text. */
export function attributeOf(text: string): PersonAttribute {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}(\.\d+)?$/.test(text) && !/^-?0\d/.test(text) ? Number(text) : text;
}

function oneOf<Field extends keyof GivenPerson>(
  field: Field,
  values: Readonly<Record<string, NonNullable<GivenPerson[Field]>>>,
): CellReader {
  return (text) => {
    const value = values[text.toLowerCase()];
    if (value !== undefined) return { [field]: value } as Partial<GivenPerson>;
    const known = Object.keys(values);
    return new CellRefusal(`is not one of ${known.join(', ')}${didYouMean(text, known)}`);
  };
}

function birthOf(text: string, { referenceDate }: CellContext): Partial<GivenPerson> | CellRefusal {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  const birth = parseTime(date);
  if (birth === undefined) return new CellRefusal('is not a date such as 1984-02-29');
  if (date < FIRST_BIRTH) return new CellRefusal(`is before ${FIRST_BIRTH}, where the life tables begin`);
  if (birth >= referenceDate) return new CellRefusal(`is not before the reference date ${formatDate(referenceDate)}`);
  return { birth };
}

function stateOf(text: string, { places }: CellContext): Partial<GivenPerson> | CellRefusal {
  const state = places.findState(text);
  if (!('candidates' in state)) return { state: state.found };
  return new CellRefusal(`is no state by name or postal code${didYouMean(text, state.candidates)}`);
}

function incomeOf(text: string): Partial<GivenPerson> | CellRefusal {
  const income = /^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) : undefined;
  return income === undefined ? new CellRefusal('is not a number of dollars a year such as 45000') : { income };
}
