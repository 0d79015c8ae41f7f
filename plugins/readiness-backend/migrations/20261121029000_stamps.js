// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('stamps', table => {
    table.comment(
      'From which template an entity came, out of its repo facts, as lists of many read it',
    );
    table
      .string('entity_ref', 512)
      .primary()
      .references('ref')
      .inTable('entities')
      .onDelete('CASCADE');
    table.string('template', 512).notNullable().comment('Entity ref');
    table.string('version').notNullable();
    table.integer('files').notNullable().comment('That the template wrote');
    table.integer('changed').notNullable().comment('Of those, changed since');
    table.integer('removed').notNullable().comment('Of those, gone since');
    table.index(['template', 'version'], 'stamps_template_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('stamps');
};
