/** The benchmark of push against a HAPI FHIR JPA server: `npm run bench:push:hapi`. Ends as the benchmark ends. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startHapi } from './hapi-server.ts';

const BENCH = fileURLToPath(new URL('../bench/push.bench.ts', import.meta.url));

const server = await startHapi();
try {
  const bench = spawn(process.execPath, ['--import', 'tsx', BENCH], {
    env: { BENCH_PATIENTS: '10', ...process.env, BENCH_SERVER: server.url },
    stdio: 'inherit',
  });
  process.exitCode = await new Promise<number>((resolve) => {
    bench.on('close', (code) => resolve(code ?? 1));
  });
} finally {
  await server.close();
}
