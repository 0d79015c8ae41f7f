import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const token = randomUUID();

/** The longest that a backend may take to start, in milliseconds. */
const patience = 180_000;

const keptLines = 40;

/**
 * Starts a Backstage backend as a process of its own, as in production: with
 * the default authentication, on PostgreSQL.
 *
 * @param entry - the file that starts it
 * @param port - that it listens on
 * @param config - added to what all backends have
 * @param setup - for the entry: it reads it from the environment
 */
export async function startBackend({
  entry,
  port,
  postgres,
  config,
  setup = {},
  nodeArguments = [],
}) {
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'airworthy-bench-'));
  const configFile = join(folder, 'app-config.yaml');
  writeFileSync(
    configFile,
    JSON.stringify({
      ...config,
      app: { baseUrl: url },
      backend: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port },
        database: { client: 'pg', connection: postgres.connection },
        auth: {
          externalAccess: [
            { type: 'static', options: { token, subject: 'benchmark' } },
          ],
        },
      },
    }),
  );
  const child = fork(entry, ['--config', configFile], {
    execArgv: nodeArguments,
    cwd: dirname(entry),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      BENCHMARK_SETUP: JSON.stringify(setup),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      if (line.includes('"incomingRequest"')) return;
      log.push(line);
      if (log.length > keptLines) log.shift();
    });
  }
  const ended = new Promise(resolve => child.once('exit', resolve));

  const request = async (path, body, headers = {}) => {
    const response = await fetch(`${url}/api/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${text}`);
    }
    return text && JSON.parse(text);
  };
  const backend = {
    url,
    token,
    request,
    /** Has a scheduled task of a plugin run now, if it does not already. */
    trigger: (plugin, task) =>
      fetch(
        `${url}/api/${plugin}/.backstage/scheduler/v1/tasks/${task}/trigger`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
        },
      ),
    /** Asks the process itself, outside of its API: see `answer.mjs`. */
    ask: (question, value) =>
      new Promise((resolve, reject) => {
        const id = randomUUID();
        const receive = message => {
          if (message.answerTo !== id) return;
          child.off('message', receive);
          if (message.error) reject(new Error(message.error));
          else resolve(message.value);
        };
        child.on('message', receive);
        child.send({ question, id, value });
      }),
    /** What it said last, without requests. */
    log: () => log.join('\n'),
    stop: async () => {
      child.kill('SIGTERM');
      // Backstage's event bus holds a connection for a minute, and ends after it.
      const forced = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await ended;
      clearTimeout(forced);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const deadline = Date.now() + patience;
  for (;;) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await backend.stop();
      throw new Error(`${entry} did not start:\n${backend.log()}`);
    }
    const response = await fetch(`${url}/.backstage/health/v1/readiness`).catch(
      () => undefined,
    );
    if (response?.ok) return backend;
    await sleep(100);
  }
}
