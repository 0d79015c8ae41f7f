import { SpanKind, trace } from '@opentelemetry/api';
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';

/** For a connection, and for one query. */
const timeoutMs = 2_000;

/** A pool of connections to PostgreSQL. */
export class Database {
  readonly #pool: pg.Pool;
  readonly #logger: FastifyBaseLogger;
  readonly #tracer = trace.getTracer('database');

  constructor(options: {
    url: string;
    /** Names this service in the list of connections. */
    application: string;
    logger: FastifyBaseLogger;
  }) {
    this.#logger = options.logger;
    this.#pool = new pg.Pool({
      connectionString: options.url,
      application_name: options.application,
      max: 10,
      connectionTimeoutMillis: timeoutMs,
      // Ended by the server, or given up here when that no longer answers.
      statement_timeout: timeoutMs,
      query_timeout: timeoutMs + 500,
    });
    // A connection that breaks while nobody uses it is replaced by the next.
    this.#pool.on('error', (error) => {
      this.#logger.warn({ err: error }, 'a database connection was lost');
    });
  }

  /**
   * Runs one statement.
   *
   * @param name - of what it does, for the trace
   */
  async query<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return this.#tracer.startActiveSpan(
      name,
      {
        kind: SpanKind.CLIENT,
        attributes: { 'db.system.name': 'postgresql', 'db.query.text': text },
      },
      async (span) => {
        try {
          return (await this.#pool.query<Row>(text, values)).rows;
        } catch (error) {
          span.recordException(error as Error);
          throw error;
        } finally {
          span.end();
        }
      },
    );
  }

  async isUp(): Promise<boolean> {
    try {
      await this.#pool.query('select 1');
      return true;
    } catch (error) {
      this.#logger.warn({ err: error }, 'the database does not answer');
      return false;
    }
  }

  /** Lets queries finish, then leaves. */
  async close(): Promise<void> {
    await this.#pool.end();
  }
}
