// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('entities', table => {
    table
      .string('evaluated_at')
      .comment('When its reports were made; facts that expired since are news');
  });

  await knex.schema.alterTable('facts', table => {
    table.setNullable('due_at');
    table.index(['expires_at'], 'facts_expires_at_idx');
  });

  await knex.schema.createTable('fact_pushes', table => {
    table.comment('Requests with a key that were taken, to be taken once only');
    table.string('caller').notNullable().comment('Hash of who pushed');
    table.string('idempotency_key').notNullable();
    table.string('content_hash').notNullable().comment('Of what was pushed');
    table.string('pushed_at').notNullable();
    table.primary(['caller', 'idempotency_key']);
    table.index(['pushed_at'], 'fact_pushes_pushed_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('fact_pushes');

  await knex('facts').whereNull('due_at').delete();
  await knex.schema.alterTable('facts', table => {
    table.dropIndex(['expires_at'], 'facts_expires_at_idx');
    table.dropNullable('due_at');
  });

  // SQLite would otherwise copy the table, and lose what refers to its rows.
  await knex.raw('alter table entities drop column evaluated_at');
};
