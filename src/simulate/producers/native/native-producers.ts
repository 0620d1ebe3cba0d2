import type { AttributeValue } from '../../../language/values.ts';
import type { Person } from '../../../record/person.ts';
import { VitalSigns } from '../../vital-signs.ts';
import type { ProducersFactory } from '../producers.ts';

/** Our own people and bodies. */
export const nativeProducers: ProducersFactory = (life, person, reference) => ({
  attributes: personAttributes(person),
  computed: {},
  vitalSigns: new VitalSigns(reference, life.draws, person),
  processes: [],
  visitOpened: () => undefined,
});

/** The attributes that modules know a person by from birth on (see language/engine-attributes.ts). */
function personAttributes(person: Person): Readonly<Record<string, AttributeValue>> {
  const { address } = person;
  return {
    gender: person.sex,
    race: person.race,
    ethnicity: person.ethnicity,
    state: address.stateName,
    city: address.city,
    address: `${address.line}, ${address.city}, ${address.state} ${address.postalCode}`,
  };
}
