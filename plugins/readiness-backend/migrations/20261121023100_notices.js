// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notices', table => {
    table.comment('What people are notified of, each once');
    table.bigIncrements('id');
    table
      .string('key', 1024)
      .notNullable()
      .unique()
      .comment('Names what it is of');
    table.text('message').notNullable().comment('To whom and what, JSON');
    table.string('created_at').notNullable();
    table
      .string('due_at')
      .comment('When to send it; null when it was sent or given up');
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('sent_at');
    table.index(['due_at'], 'notices_due_idx');
    table.index(['created_at'], 'notices_created_at_idx');
  });

  await knex.schema.createTable('noticed', table => {
    table.comment('Until when changes of levels were looked through');
    table.string('topic').primary();
    table.string('until').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('noticed');
  await knex.schema.dropTable('notices');
};
