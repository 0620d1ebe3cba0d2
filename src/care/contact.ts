import { roundTo } from '../core/numeric.ts';
import type { Place } from '../record/person.ts';
import type { City, PostalArea, State } from '../reference/places.ts';

/** One area code in service in each state (North American Numbering Plan). */
const AREA_CODES: Readonly<Record<string, string>> = {
  AL: '205',
  AK: '907',
  AZ: '602',
  AR: '501',
  CA: '213',
  CO: '303',
  CT: '203',
  DE: '302',
  DC: '202',
  FL: '305',
  GA: '404',
  HI: '808',
  ID: '208',
  IL: '312',
  IN: '317',
  IA: '515',
  KS: '316',
  KY: '502',
  LA: '504',
  ME: '207',
  MD: '301',
  MA: '617',
  MI: '313',
  MN: '612',
  MS: '601',
  MO: '314',
  MT: '406',
  NE: '402',
  NV: '702',
  NH: '603',
  NJ: '201',
  NM: '505',
  NY: '212',
  NC: '704',
  ND: '701',
  OH: '216',
  OK: '405',
  OR: '503',
  PA: '215',
  RI: '401',
  SC: '803',
  SD: '605',
  TN: '615',
  TX: '214',
  UT: '801',
  VT: '802',
  VA: '703',
  WA: '206',
  WV: '304',
  WI: '414',
  WY: '307',
  PR: '787',
};

/** A street name is a head, a tail and a kind; the words are generic and the compounds invented. */
const HEADS = [
  'Alder',
  'Amber',
  'Birch',
  'Bramble',
  'Cedar',
  'Clover',
  'Copper',
  'Elder',
  'Fern',
  'Garnet',
  'Hazel',
  'Heather',
  'Ivory',
  'Juniper',
  'Larch',
  'Linden',
  'Maple',
  'Marigold',
  'Pebble',
  'Quartz',
  'Rowan',
  'Silver',
  'Thistle',
  'Willow',
];
const TAILS = [
  'bank',
  'brook',
  'cliff',
  'croft',
  'dale',
  'fall',
  'field',
  'gate',
  'glen',
  'hollow',
  'land',
  'mead',
  'mere',
  'mill',
  'moor',
  'reach',
  'ridge',
  'shade',
  'spring',
  'stone',
  'view',
  'wharf',
  'wick',
  'wood',
];
const KINDS = ['Avenue', 'Circle', 'Court', 'Drive', 'Lane', 'Road', 'Street', 'Terrace'];

/** A telephone number of the range kept free for fiction (555-0100 to 555-0199), in an area of the state. */
export function phoneNumber(stateCode: string, u: number): string {
  const area = AREA_CODES[stateCode];
  if (!area) throw new RangeError(`no area code is known for state "${stateCode}"`);
  return `${area}-555-01${String(Math.floor(u * 100)).padStart(2, '0')}`;
}

/** House number (1 to 9999) and an invented street, from two uniform numbers in (0, 1). */
export function streetLine(uNumber: number, uStreet: number): string {
  const street = Math.floor(uStreet * HEADS.length * TAILS.length * KINDS.length);
  const kind = KINDS[street % KINDS.length];
  const rest = Math.floor(street / KINDS.length);
  const name = `${HEADS[Math.floor(rest / TAILS.length)]}${TAILS[rest % TAILS.length]}`;
  return `${1 + Math.floor(uNumber * 9999)} ${name} ${kind}`;
}

/** A word that names no place we know of, from a uniform number in (0, 1). */
export function inventedName(u: number): string {
  const word = Math.floor(u * HEADS.length * TAILS.length);
  return `${HEADS[Math.floor(word / TAILS.length)]}${TAILS[word % TAILS.length]}`;
}

/** Facilities lie within so many degrees of latitude of the middle of their postal area: 2 km, a judgement. */
const SCATTER = 0.018;
const DECIMALS = 6;

/** A place in a city: one of its postal areas, and a point about the middle of that, from uniform numbers in (0, 1). */
export function placeIn(state: State, city: City, u: { area: number; north: number; east: number }): Place {
  const area = city.areas[Math.floor(u.area * city.areas.length)] as PostalArea;
  return {
    city: city.name,
    county: area.county,
    state: state.code,
    stateName: state.name,
    postalCode: area.postalCode,
    latitude: roundTo(area.latitude + SCATTER * (2 * u.north - 1), DECIMALS),
    longitude: roundTo(area.longitude + SCATTER * (2 * u.east - 1), DECIMALS),
  };
}
