/**
 * Has the official validator judge files: `npx tsx test/conformance/judge-files.ts GUIDE FILE_OR_FOLDER...`, GUIDE as in --profile.
 * Prints one message a line as JSON (file, severity, id, record, location, line, column, text); ends with 1 if one is an error.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GUIDES } from '../../src/reference/guides.ts';
import { isError, startJudge } from './judge.ts';

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(json|ndjson)$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

const [asked, ...paths] = process.argv.slice(2);
const guide = [...GUIDES, 'none' as const].find((known) => known === asked);
if (!guide || paths.length === 0) {
  console.error(`usage: judge-files.ts ${[...GUIDES, 'none'].join('|')} FILE_OR_FOLDER...`);
  process.exit(2);
}
const judge = startJudge();
try {
  const judgements = paths.flatMap(filesOf).map(async (file) => {
    const { messages, failed } = await judge.judge(guide, file);
    if (failed !== undefined) throw new Error(`${file}: ${failed}`);
    for (const message of messages) console.log(JSON.stringify({ file, ...message }));
    return messages.some(isError);
  });
  process.exitCode = (await Promise.all(judgements)).includes(true) ? 1 : 0;
} finally {
  judge.close();
}
