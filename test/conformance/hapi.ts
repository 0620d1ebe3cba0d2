/** Pushes into a HAPI FHIR JPA server, a real one: `npm run test:conformance:hapi`. */
import { startHapi } from './hapi-server.ts';
import { judgeServer } from './scenarios.ts';
import { sizes } from './sizes.ts';

await judgeServer({ name: 'HAPI FHIR JPA', start: startHapi, patients: sizes().hapi });
