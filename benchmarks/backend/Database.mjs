import { startPostgres } from '../../scripts/postgres.mjs';

/** Begins the statements that are ours. */
const ours = '/* benchmark */';

/** Statements that are nobody's work: of the scheduler's locks, and ours. */
const others = 'backstage_backend_tasks|/\\* benchmark \\*/';

/** A PostgreSQL that counts the statements it is given. */
export class Database {
  #postgres;
  #clients = new Map();

  static async start() {
    const database = new Database();
    database.#postgres = await startPostgres([
      ...['-c', 'shared_preload_libraries=pg_stat_statements'],
      ...['-c', 'pg_stat_statements.max=10000'],
    ]);
    const server = await database.#client('postgres');
    await server.query('create extension pg_stat_statements');
    return database;
  }

  get connection() {
    return this.#postgres.connection;
  }

  async stop() {
    for (const client of this.#clients.values()) await (await client).end();
    await this.#postgres.stop();
  }

  /** Rows that a query of the database of a plugin answers. */
  async query(plugin, sql, values = []) {
    const client = await this.#client(nameOf(plugin));
    return (await client.query(`${ours} ${sql}`, values)).rows;
  }

  /** Removes the database of a plugin that has ended. */
  async drop(plugin) {
    const name = nameOf(plugin);
    await (await this.#clients.get(name))?.end();
    this.#clients.delete(name);
    const server = await this.#client('postgres');
    await server.query(`drop database "${name}" with (force)`);
  }

  /** Statements that the database of a plugin is given while something is done. */
  async statementsOf(plugin, work) {
    const before = await this.#statements(plugin);
    await work();
    return (await this.#statements(plugin)) - before;
  }

  /** The same of what is done again and again, without what else goes on now and then. */
  async leastStatementsOf(plugin, work) {
    const counts = [];
    for (let time = 0; time < 5; time += 1) {
      counts.push(await this.statementsOf(plugin, work));
    }
    return Math.min(...counts);
  }

  /** Rows that are added to the tables of a plugin while something is done. */
  async rowsAddedBy(plugin, work) {
    const before = await this.#rows(plugin);
    await work();
    return (await this.#rows(plugin)) - before;
  }

  /** Bytes of the tables of a plugin with their indexes, without what is dead in them. */
  async sizeOf(plugin) {
    await this.query(plugin, 'vacuum full analyze');
    const [{ bytes }] = await this.query(
      plugin,
      `select sum(pg_total_relation_size(relid)) as bytes from pg_stat_user_tables`,
    );
    return Number(bytes);
  }

  async #statements(plugin) {
    const server = await this.#client('postgres');
    const { rows } = await server.query(
      `select coalesce(sum(calls), 0) as calls from pg_stat_statements s
       join pg_database d on d.oid = s.dbid
       where d.datname = $1 and not query ~ $2
         and query !~* '^(begin|commit|rollback|set|show)'`,
      [nameOf(plugin), others],
    );
    return Number(rows[0].calls);
  }

  #client(name) {
    if (!this.#clients.has(name)) {
      this.#clients.set(name, this.#postgres.connect(name));
    }
    return this.#clients.get(name);
  }

  async #rows(plugin) {
    const tables = await this.query(
      plugin,
      `select relname from pg_stat_user_tables
       where relname !~ '^(backstage_backend|knex)'`,
    );
    const counts = tables.map(
      ({ relname }) => `(select count(*) from "${relname}")`,
    );
    const [{ rows }] = await this.query(
      plugin,
      `select ${counts.join(' + ')} as rows`,
    );
    return Number(rows);
  }
}

function nameOf(plugin) {
  return `backstage_plugin_${plugin}`;
}
