import type { Address as FhirAddress } from 'fhir/r4.js';
import type { Address } from '../../record/person.ts';
import { fhirText } from '../chart/text.ts';
import { optional, text, token, type View } from './template/shape.ts';
import { items } from './template/template.ts';

/** An address in the United States. */
export const addressShape = {
  line: optional(text),
  city: optional(text),
  district: optional(text),
  state: token,
  postalCode: optional(text),
};

type AddressView = View<typeof addressShape>;

/** The address without use or extensions. */
export function addressOf(v: AddressView): FhirAddress {
  const { city, district, state, postalCode } = v;
  return { line: items(v.line), city, district, state, postalCode, country: 'US' };
}

export function fillAddress(view: AddressView, address: Address): void {
  view.line = fhirText(address.line);
  view.city = fhirText(address.city);
  view.district = fhirText(address.county?.name ?? '');
  view.state = address.state;
  view.postalCode = fhirText(address.postalCode);
}

/** A view of an address where there may be none. */
export function addressView(address: Address): AddressView {
  const view: AddressView = { line: undefined, city: undefined, district: undefined, state: '', postalCode: undefined };
  fillAddress(view, address);
  return view;
}
