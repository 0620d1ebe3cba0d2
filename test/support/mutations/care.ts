import { find, type Loose } from '../bundles.ts';
import { caught, type Mutation } from './mutation.ts';

const organization = (b: Loose): Loose => find(b, 'Organization');
const location = (b: Loose): Loose => find(b, 'Location');
const practitioner = (b: Loose): Loose => find(b, 'Practitioner');
const role = (b: Loose): Loose => find(b, 'PractitionerRole');

/** Of the bundles of what patients share: organizations, places, clinicians. */
export const CARE: readonly Mutation[] = [
  caught(
    'us-core-16: an NPI of nine digits',
    'invariant',
    /identifier\[0\]$/,
    (b) => (organization(b).identifier[0].value = '200000010'),
  ),
  caught(
    'us-core-17: an NPI of a wrong check digit',
    'invariant',
    /identifier\[0\]$/,
    (b) => (practitioner(b).identifier[0].value = '2000000003'),
  ),
  caught(
    'org-2: an organization at home',
    'invariant',
    /address\[0\]$/,
    (b) => (organization(b).address[0].use = 'home'),
  ),
  caught(
    'org-3: a telephone of an organization at home',
    'invariant',
    /telecom\[0\]$/,
    (b) => (organization(b).telecom[0].use = 'home'),
  ),
  caught('an organization without name', 'profile', /resource(\.name)?$/, (b) => delete organization(b).name),
  caught(
    'an organization that may be active or not',
    'profile',
    /resource(\.active)?$/,
    (b) => delete organization(b).active,
  ),
  caught('a place without name', 'profile', /resource(\.name)?$/, (b) => delete location(b).name),
  caught(
    'a place of a latitude alone',
    'structure',
    /position(\.longitude)?$/,
    (b) => delete location(b).position.longitude,
  ),
  caught(
    'a place run by a clinician',
    'reference-type',
    /managingOrganization(\.reference)?$/,
    (b) => (location(b).managingOrganization.reference = `Practitioner/${practitioner(b).id}`),
  ),
  caught('a place of no status', ['binding', 'structure'], /resource\.status$/, (b) => (location(b).status = 'open')),
  caught('a clinician without name', 'profile', /resource(\.name)?$/, (b) => delete practitioner(b).name),
  caught(
    'a clinician without family name',
    'profile',
    /name\[0\](\.family)?$/,
    (b) => delete practitioner(b).name[0].family,
  ),
  caught('a clinician without number', 'profile', /resource(\.identifier)?$/, (b) => delete practitioner(b).identifier),
  caught('pd-1: a role that nobody can reach', 'invariant', /resource$/, (b) => delete role(b).telecom),
  caught('us-core-13: a role of nobody, nowhere', 'invariant', /resource$/, (b) => {
    const of = role(b);
    for (const name of ['practitioner', 'organization', 'location']) delete of[name];
  }),
  caught(
    'a role of a patient',
    'reference-type',
    /practitioner(\.reference)?$/,
    (b) => (role(b).practitioner.reference = 'Patient/x'),
  ),
  caught(
    'a role at a place that is not there',
    'reference-unresolved',
    /location\[0\](\.reference)?$/,
    (b) => (role(b).location[0].reference = 'Location/none'),
  ),
  caught(
    'a role of a specialty as text',
    'structure',
    /specialty\[0\]$/,
    (b) => (role(b).specialty = ['General practice']),
  ),
];
