// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('entities', table => {
    table
      .text('evaluated_inputs')
      .comment('What its reports were last made of, JSON');
  });

  await knex.schema.alterTable('scorecard_revisions', table => {
    table
      .text('resolved')
      .comment(
        'JSON, with the checks of others that it uses; null in old rows',
      );
  });

  await knex.schema.createTable('report_changes', table => {
    table.comment(
      'Append-only: how reports changed, and what they were made of',
    );
    table.bigIncrements('id');
    table.string('entity_ref', 512).notNullable();
    table.string('scorecard').notNullable();
    table.string('revision').comment('Of the scorecard');
    table.string('level').comment('Id of the level; null below the lowest');
    table.integer('level_rank').comment('0 below the lowest level');
    table.double('score').comment('0 to 100; null when no check applies');
    for (const status of [
      'pass',
      'fail',
      'unknown',
      'exempt',
      'not_applicable',
    ]) {
      table.integer(status).comment('Number of such results');
    }
    table
      .text('inputs')
      .comment(
        'Facts by content hash, and exemptions, JSON; null when it ended',
      );
    table.string('made_at').notNullable();
    table.index(
      ['entity_ref', 'scorecard', 'made_at'],
      'report_changes_entity_idx',
    );
    table.index(['made_at'], 'report_changes_made_at_idx');
  });

  await knex.schema.alterTable('result_changes', table => {
    table
      .text('explanation')
      .comment('What of the cause it was, JSON; null in old rows');
  });

  await knex.schema.createTable('departed_entities', table => {
    table.comment('Entities that were let go and whose history is still kept');
    table.string('ref', 512).primary();
    table.string('departed_at').notNullable();
    table.index(['departed_at'], 'departed_entities_departed_at_idx');
  });
  // Nobody noted when they left: their time begins now.
  await knex('departed_entities').insert(
    knex('fact_changes')
      .whereNotIn('entity_ref', knex('entities').select('ref'))
      .distinct('entity_ref', knex.raw('?', [new Date().toISOString()])),
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('departed_entities');
  await knex.schema.dropTable('report_changes');
  // SQLite would otherwise copy tables, and lose what refers to their rows.
  await knex.raw('alter table result_changes drop column explanation');
  await knex.raw('alter table scorecard_revisions drop column resolved');
  await knex.raw('alter table entities drop column evaluated_inputs');
};
