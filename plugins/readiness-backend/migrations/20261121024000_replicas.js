// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('replicas', table => {
    table.comment('Processes of the portal that are alive');
    table.string('id').primary();
    table
      .integer('beat')
      .notNullable()
      .comment('Grows while it lives: clocks are not compared');
    table
      .string('standards')
      .notNullable()
      .comment('Hash of the standards that it holds');
    table
      .integer('activation')
      .notNullable()
      .comment('Place among all activations of standards; the last decides');
  });

  await knex.schema.createTable('running_tasks', table => {
    table.comment('Which replica runs a task of all of the portal');
    table.string('task_id').primary();
    table.string('replica').comment('Null while nobody does');
    table.index(['replica'], 'running_tasks_replica_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('running_tasks');
  await knex.schema.dropTable('replicas');
};
