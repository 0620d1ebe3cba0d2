import { readFileSync } from 'node:fs';
import { Births, type BirthWeightRow } from './births.ts';
import { type AdultHeightRow, type BmiRow, BodyNorms } from './body-norms.ts';
import { type CauseRow, CausesOfDeath } from './causes-of-death.ts';
import { CoverageModel, type CoverageRow, type CoverageYearRow } from './coverage.ts';
import { Demographics, type HispanicRaceRow, type PopulationRow, type StatePopulationRow } from './demographics.ts';
import { FamilialIllness, type FamilyHistoryRow } from './family-history.ts';
import { FamilySizes, type HouseholdRow } from './family-sizes.ts';
import { Growth, type GrowthRow } from './growth.ts';
import { type HabitRow, Habits } from './habits.ts';
import { type HousingRow, HousingShares } from './housing.ts';
import { type CourseRow, ImmunizationSchedule, type ScheduleRow } from './immunizations.ts';
import { type LifeTableRow, Mortality } from './mortality.ts';
import type { GroupMortalityRow } from './mortality-groups.ts';
import { type GivenNameRow, Names, type SurnameRow } from './names.ts';
import { type OriginRow, Origins } from './origins.ts';
import { type CityRow, type CountyRow, Places, type StateRow } from './places.ts';
import type { HistoryRow } from './population/history.ts';
import { SmokingModel, type SmokingRow } from './smoking.ts';
import { Social, type SocialRows } from './social.ts';
import { WeightForLength, type WeightForLengthRow } from './weight-for-length.ts';

/** The facts about the world that people and their bodies are drawn from. Read-only; one is enough for a program. */
export interface Reference {
  readonly demographics: Demographics;
  readonly names: Names;
  readonly places: Places;
  readonly origins: Origins;
  readonly mortality: Mortality;
  readonly causesOfDeath: CausesOfDeath;
  readonly immunizations: ImmunizationSchedule;
  readonly growth: Growth;
  readonly weightForLength: WeightForLength;
  readonly body: BodyNorms;
  readonly births: Births;
  readonly familySizes: FamilySizes;
  readonly familyHistory: readonly FamilialIllness[];
  /** Read when first asked for. */
  readonly social: Social;
  /** Read when first asked for, as the following are. */
  readonly smoking: SmokingModel;
  readonly habits: Habits;
  readonly housing: HousingShares;
  readonly coverage: CoverageModel;
}

/**
 * Reads all facts from the data files of the package (about 1 MB; src/reference/data/SOURCES.md says whose they are). Places are
 * read later, a state at a time (2 MB in all).
 */
export function loadReference(): Reference {
  const growth = new Growth(read<GrowthRow>('growth'));
  let social: Social | undefined;
  const habits = {
    smoking: once(() => new SmokingModel(read<SmokingRow>('smoking'))),
    habits: once(() => new Habits(read<HabitRow>('habits'))),
    housing: once(() => new HousingShares(read<HousingRow>('housing'))),
    coverage: once(() => new CoverageModel(read<CoverageRow>('coverage'), read<CoverageYearRow>('coverage-years'))),
  };
  const population = read<PopulationRow>('population');
  const mortality = new Mortality(
    read<LifeTableRow>('life-tables'),
    read<GroupMortalityRow>('mortality-groups'),
    population,
  );
  return {
    demographics: new Demographics(
      {
        population,
        history: read<HistoryRow>('population-history'),
        states: read<StatePopulationRow>('state-population'),
        hispanicRaces: read<HispanicRaceRow>('hispanic-race'),
      },
      mortality,
    ),
    names: new Names(read<GivenNameRow>('given-names'), read<SurnameRow>('surnames')),
    origins: new Origins(read<OriginRow>('origins')),
    places: new Places(read<StateRow>('states'), {
      cities: (state) => read<CityRow>(`places/${state}`),
      counties: () => read<CountyRow>('counties'),
    }),
    mortality,
    causesOfDeath: loadCausesOfDeath(),
    immunizations: new ImmunizationSchedule(
      read<ScheduleRow>('immunization-schedule'),
      read<CourseRow>('immunization-courses'),
    ),
    growth,
    weightForLength: new WeightForLength(read<WeightForLengthRow>('weight-for-length')),
    body: new BodyNorms(read<AdultHeightRow>('adult-height'), growth, read<BmiRow>('bmi')),
    births: new Births(read<BirthWeightRow>('birth-weight')),
    familySizes: new FamilySizes(read<HouseholdRow>('households')),
    familyHistory: read<FamilyHistoryRow>('family-history').map((row) => new FamilialIllness(row)),
    get social() {
      social ??= new Social(readSocialRows());
      return social;
    },
    get smoking() {
      return habits.smoking();
    },
    get habits() {
      return habits.habits();
    },
    get housing() {
      return habits.housing();
    },
    get coverage() {
      return habits.coverage();
    },
  };
}

/** The causes of background deaths alone. */
export function loadCausesOfDeath(): CausesOfDeath {
  return new CausesOfDeath(read<CauseRow>('causes-of-death'));
}

/** The rows of schooling, marriage, work and income, as scripts/build-social.ts writes them. */
export function readSocialRows(): SocialRows {
  return {
    years: read('social-years'),
    education: read('social-education'),
    educationTiming: read('social-education-timing'),
    educationYears: read('social-education-years'),
    marriage: read('social-marriage'),
    work: read('social-work'),
    income: read('social-income'),
    incomeGroup: read('social-income-group'),
    poverty: read('social-poverty'),
    industry: read('social-industry'),
    industryYear: read('social-industry-year'),
    states: read('social-states'),
  };
}

/** Makes something when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The files are written by scripts/build-reference.ts, one record a line; their shape is its promise. */
function read<Row>(name: string): Row[] {
  // From src/reference and from dist/reference alike.
  const url = new URL(`../../src/reference/data/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Row[];
}
