import { streetLine } from '../care/contact.ts';
import { roundTo } from '../core/numeric.ts';
import type { Address } from '../record/person.ts';
import type { City, PostalArea, State } from '../reference/places.ts';

/** Homes lie within so many degrees of latitude of the middle of their postal area: 2 km, a judgement. */
const SCATTER = 0.018;
/** Decimals of coordinates: a tenth of a metre. */
const DECIMALS = 6;

/** Uniform numbers in (0, 1) that decide an address. */
export interface AddressDraws {
  readonly postalCode: number;
  readonly houseNumber: number;
  readonly street: number;
  readonly distance: number;
  readonly direction: number;
}

/** An address in a place: a postal code of it, coordinates evenly over a disc around the middle of that, and an invented street. `name` is what the place is called if not by its own name. */
export function addressIn(state: State, city: City, u: AddressDraws, name: string = city.name): Address {
  const { postalCode, latitude, longitude, county } = city.areas[
    Math.floor(u.postalCode * city.areas.length)
  ] as PostalArea;
  const radius = SCATTER * Math.sqrt(u.distance);
  const angle = 2 * Math.PI * u.direction;
  const perDegree = Math.cos((latitude * Math.PI) / 180);
  return {
    city: name,
    county,
    state: state.code,
    stateName: state.name,
    postalCode,
    latitude: roundTo(latitude + radius * Math.cos(angle), DECIMALS),
    longitude: roundTo(longitude + (radius * Math.sin(angle)) / perDegree, DECIMALS),
    line: streetLine(u.houseNumber, u.street),
  };
}
