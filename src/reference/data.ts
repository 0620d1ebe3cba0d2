import { readFileSync } from 'node:fs';
import { type CauseRow, CausesOfDeath } from './causes-of-death.ts';
import { Demographics, type HispanicRaceRow, type PopulationRow } from './demographics.ts';
import { FamilialIllness, type FamilyHistoryRow } from './family-history.ts';
import { FamilySizes, type HouseholdRow } from './family-sizes.ts';
import { Growth, type GrowthRow } from './growth.ts';
import { type LifeTableRow, Mortality } from './mortality.ts';
import type { GroupMortalityRow } from './mortality-groups.ts';
import { type GivenNameRow, Names, type SurnameRow } from './names.ts';
import { type NormRow, Norms } from './norms.ts';
import { type CityRow, Places, type StateRow } from './places.ts';
import { VitalSignNorms } from './vital-sign-norms.ts';

/** The facts about the world that people and their bodies are drawn from. Read-only; one is enough for a program. */
export interface Reference {
  readonly demographics: Demographics;
  readonly names: Names;
  readonly places: Places;
  readonly mortality: Mortality;
  readonly causesOfDeath: CausesOfDeath;
  readonly growth: Growth;
  readonly norms: Norms;
  readonly vitalSigns: VitalSignNorms;
  readonly familySizes: FamilySizes;
  readonly familyHistory: readonly FamilialIllness[];
}

/** Reads all facts from the data files of the package (about 0.4 MB; src/reference/data/SOURCES.md says whose they are). */
export function loadReference(): Reference {
  const growth = new Growth(read<GrowthRow>('growth'));
  const norms = new Norms(read<NormRow>('norms'));
  return {
    demographics: new Demographics(read<PopulationRow>('population'), read<HispanicRaceRow>('hispanic-race')),
    names: new Names(read<GivenNameRow>('given-names'), read<SurnameRow>('surnames')),
    places: new Places(read<StateRow>('states'), read<CityRow>('cities')),
    mortality: new Mortality(
      read<LifeTableRow>('life-tables'),
      read<GroupMortalityRow>('mortality-groups'),
      read<PopulationRow>('population'),
    ),
    causesOfDeath: loadCausesOfDeath(),
    growth,
    norms,
    vitalSigns: new VitalSignNorms(norms, growth),
    familySizes: new FamilySizes(read<HouseholdRow>('households')),
    familyHistory: read<FamilyHistoryRow>('family-history').map((row) => new FamilialIllness(row)),
  };
}

/** The causes of background deaths alone. */
export function loadCausesOfDeath(): CausesOfDeath {
  return new CausesOfDeath(read<CauseRow>('causes-of-death'));
}

/** The files are written by scripts/build-reference.ts, one record a line; their shape is its promise. */
function read<Row>(name: string): Row[] {
  // From src/reference and from dist/reference alike.
  const url = new URL(`../../src/reference/data/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Row[];
}
