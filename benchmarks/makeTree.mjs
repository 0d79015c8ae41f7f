import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './loadSource.mjs';

const code = at => `import { createServer } from 'node:http';
import pino from 'pino';

const logger = pino({ name: 'part-${at}' });

/** Answers what part ${at} is asked. */
export async function part${at}(request) {
  const response = await fetch(process.env.PART_${at}_URL, {
    signal: AbortSignal.timeout(1_000),
  });
  logger.info({ request, status: response.status }, 'answered');
${'  // What follows is as long as files of code are.\n'.repeat(
  40,
)}  return response.json();
}
`;

const kinds = [
  at => [`src/parts/${at % 50}/part${at}.ts`, code(at)],
  at => [
    `src/parts/${at % 50}/part${at}.test.ts`,
    `import { part${at} } from './part${at}';\n\nit('answers', () => part${at}());\n`,
  ],
  at => [
    `docs/parts/${at % 50}/${at}.md`,
    `# Part ${at}\n\n${'What it does. '.repeat(60)}\n`,
  ],
  at => [
    `k8s/parts/${at}.yaml`,
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: part-${at} }\ndata: { key: value }\n`,
  ],
  at => [
    `assets/${at % 50}/${at}.json`,
    JSON.stringify({ at, list: [1, 2, 3] }),
  ],
];

/** Makes a repository of so many files: a real service, and code around it. */
export function makeTree(folder, files) {
  for (const service of [
    'examples/services/parcel-tracking',
    'examples/services/label-printer',
  ]) {
    cpSync(join(root, service), folder, { recursive: true });
  }
  for (let at = 0; at < files; at += 1) {
    const [path, text] = kinds[at % kinds.length](at);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
