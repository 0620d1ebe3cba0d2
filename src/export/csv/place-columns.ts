import type { CareSite } from '../../record/person.ts';
import { fhirText } from '../chart/text.ts';
import type { Column } from './table.ts';

/** The columns of the address of a place of care, from `ADDRESS` to `LON`. */
export const PLACE: readonly Column<{ readonly site: CareSite }, undefined>[] = [
  { name: 'ADDRESS', type: 'text', about: 'House and street.', value: ({ site }) => fhirText(site.address.line) },
  { name: 'CITY', type: 'text', about: 'City.', value: ({ site }) => fhirText(site.address.city) },
  { name: 'STATE', type: 'text', about: 'State, by its two letters.', value: ({ site }) => site.address.state },
  {
    name: 'ZIP',
    type: 'text',
    about: 'Postal code: five digits.',
    value: ({ site }) => fhirText(site.address.postalCode),
  },
  { name: 'LAT', type: 'number', about: 'Latitude in degrees (WGS 84).', value: ({ site }) => site.address.latitude },
  { name: 'LON', type: 'number', about: 'Longitude in degrees (WGS 84).', value: ({ site }) => site.address.longitude },
];
