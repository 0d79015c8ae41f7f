// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('results', table => {
    table.text('awaits').comment('What an unknown result waits for, JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // SQLite would otherwise copy the table.
  await knex.raw('alter table results drop column awaits');
};
