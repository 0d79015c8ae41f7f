// @ts-check

/**
 * So that the first page of a list is read without sorting all entities.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    'create index entities_by_name_idx on entities (lower(name), ref)',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index entities_by_name_idx');
};
