import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { ReplicaOrders, ReplicaReport } from './messages';

/** One collection of the facts of an entity by one process. */
export interface Collection {
  entity: string;
  begun: bigint;
  /** When it ended or the process did; absent while it goes on. */
  ended?: bigint;
  outcome?: 'ended' | 'aborted' | 'killed';
}

type CollectionReport = Exclude<ReplicaReport, { event: 'ready' }>;

/** A backend in a process of its own, as a test sees it. */
export class ReplicaProcess {
  readonly collections: Collection[] = [];
  readonly ready: Promise<void>;
  readonly #process: ChildProcess;
  readonly #exit: Promise<unknown[]>;
  #output = '';

  constructor(config: JsonObject) {
    const {
      NODE_OPTIONS: _options,
      JEST_WORKER_ID: _worker,
      ...env
    } = process.env;
    this.#process = fork(join(__dirname, 'main.ts'), [JSON.stringify(config)], {
      // As `backstage-cli package start` does.
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: { ...env, NODE_ENV: 'development' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#process.stdout?.on('data', data => (this.#output += data));
    this.#process.stderr?.on('data', data => (this.#output += data));
    this.#exit = once(this.#process, 'exit');
    this.ready = new Promise((resolve, reject) => {
      this.#process.on('message', (report: Partial<ReplicaReport>) => {
        if (report.event === 'ready') {
          resolve();
        } else if (report.event) {
          // The transformation of sources has something to say as well.
          this.#note(report as CollectionReport);
        }
      });
      this.#exit.then(([code]) =>
        reject(new Error(`Exited with ${code}:\n${this.#output}`)),
      );
    });
    this.ready.catch(() => {});
  }

  /** The collections that it is at. */
  get open(): Collection[] {
    return this.collections.filter(({ ended }) => ended === undefined);
  }

  /** Has the catalog hold so many entities from now on. */
  show(entities: number): void {
    const orders: ReplicaOrders = { entities };
    if (this.#process.connected) {
      this.#process.send(orders);
    }
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const at = process.hrtime.bigint();
    this.#process.kill('SIGKILL');
    await this.#exit;
    for (const collection of this.open) {
      Object.assign(collection, { ended: at, outcome: 'killed' });
    }
  }

  /** Asks it to shut down. Answers its exit code. */
  async stop(): Promise<unknown> {
    this.#process.kill('SIGTERM');
    const [code] = await this.#exit;
    return code;
  }

  #note(report: CollectionReport): void {
    const { entity, event } = report;
    const at = BigInt(report.at);
    if (event === 'begun') {
      this.collections.push({ entity, begun: at });
      return;
    }
    const collection = this.open.find(open => open.entity === entity);
    Object.assign(collection ?? {}, { ended: at, outcome: event });
  }
}
