import type { AttributeValue } from '../../../language/values.ts';
import { coverageAt } from '../../../people/coverage-at.ts';
import { Body } from '../../../physiology/body.ts';
import type { Person } from '../../../record/person.ts';
import { Immunizations } from '../../immunizations/immunizations.ts';
import type { ProducersFactory } from '../producers.ts';
import { BodySigns } from './body-signs.ts';
import { addressText } from './course-attributes.ts';
import { CourseProcess } from './course-process.ts';
import { riskAttributes } from './risks.ts';
import { WellVisits } from './well-visits.ts';

/** Our own people and bodies. */
export const nativeProducers: ProducersFactory = (life, person, reference) => {
  const course = new CourseProcess(life, person);
  const immunizations = new Immunizations(life, person, reference.immunizations);
  const body = new Body(reference, life.draws, person);
  return {
    attributes: { ...personAttributes(person), ...course.attributes, ...person.given?.attributes },
    computed: { ...riskAttributes(life, person, body, reference.weightForLength), ...course.computed },
    vitalSigns: new BodySigns(life),
    rangesFollowSignals: true,
    processes: [course, immunizations],
    // On a grid, which is the reference engine's, people keep its intervals too.
    ...(life.officeHours && {
      wellness: new WellVisits(life.birth, life.ages, life.draws, (t) => coverageAt(person, t)),
    }),
    visitOpened: (visit) => immunizations.visitOpened(visit),
  };
};

/** The attributes that modules know a person by from birth on (see language/engine-attributes.ts); the home's follow the moves where a module reads them. */
function personAttributes(person: Person): Readonly<Record<string, AttributeValue>> {
  const { address } = person;
  return {
    gender: person.sex,
    race: person.race,
    ethnicity: person.ethnicity,
    state: address.stateName,
    city: address.city,
    address: addressText(address),
    birth_country: person.birthPlace.country,
    first_language: person.language.name,
  };
}
