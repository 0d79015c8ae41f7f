// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('facts', table => {
    table.string('failed_at').comment('When the last attempt failed');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // SQLite would otherwise copy the table.
  await knex.raw('alter table facts drop column failed_at');
};
