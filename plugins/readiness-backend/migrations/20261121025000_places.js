// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Entities of one repository have the same hash, and are collected together.
  await knex.schema.alterTable('entities', table => {
    table.index(['shard_hash'], 'entities_shard_hash_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('entities', table => {
    table.dropIndex(['shard_hash'], 'entities_shard_hash_idx');
  });
};
