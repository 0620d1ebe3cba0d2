/** Pushes into `anamnesis serve`, whose engine is Medplum's: `npm run test:conformance:router`. */
import { startServer } from '../../src/serve/server.ts';
import { judgeServer } from './scenarios.ts';
import { sizes } from './sizes.ts';

await judgeServer({
  name: 'anamnesis serve',
  start: () => startServer({ host: '127.0.0.1', port: 0 }),
  patients: sizes().router,
});
