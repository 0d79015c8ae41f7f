// @ts-check

/**
 * Moments are kept as ISO 8601 text in UTC with milliseconds: it sorts by time,
 * means the same in every database, and is what the API answers.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('entities', table => {
    table.comment('Projection of the catalog, so that lists work in SQL');
    table.string('ref', 512).primary().comment('Entity ref in lower case');
    table.string('kind').notNullable();
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.text('title');
    table.text('type');
    table.text('lifecycle');
    table.string('owner', 512).comment('Entity ref of the declared owner');
    table.string('system', 512).comment('Entity ref of the declared system');
    table.string('parent', 512).comment('Entity ref of the parent of a group');
    table.text('source_location').comment('Catalog location of the sources');
    table.string('etag').notNullable().comment('Changes with the entity');
    table.text('entity').notNullable().comment('The entity as JSON');
    table
      .integer('shard_hash')
      .notNullable()
      .comment(
        'Hash of where it is collected from; modulo the shards, its shard',
      );
    table
      .string('evaluation_due')
      .comment('When its facts changed; null when its reports are current');
    table
      .string('evaluated_with')
      .notNullable()
      .defaultTo('')
      .comment('Hash of the standards that its reports were made with');
    table
      .string('missing_since')
      .comment('When the catalog first did not list it any more');
    table.index(['owner'], 'entities_owner_idx');
    table.index(['system'], 'entities_system_idx');
    table.index(['kind'], 'entities_kind_idx');
    table.index(['evaluation_due'], 'entities_evaluation_due_idx');
    table.index(['evaluated_with'], 'entities_evaluated_with_idx');
  });

  await knex.schema.createTable('facts', table => {
    table.comment('What each collector last said about an entity');
    table
      .string('entity_ref', 512)
      .notNullable()
      .references('ref')
      .inTable('entities')
      .onDelete('CASCADE');
    table.string('namespace').notNullable();
    table.text('value').comment('JSON; null until observed for the first time');
    table.text('problems').notNullable().defaultTo('[]').comment('JSON');
    table.string('content_hash').comment('Hash of value and problems');
    table
      .string('collector_hash')
      .comment('Tells with which collector it was made');
    table.text('revision').comment('Revision of the source that was read');
    table.string('observed_at');
    table.string('expires_at').comment('When the facts become stale');
    table.string('due_at').notNullable().comment('When to collect them again');
    table
      .integer('failures')
      .notNullable()
      .defaultTo(0)
      .comment('Failed attempts since the last observation');
    table.text('error').comment('Why the last attempt failed');
    table.primary(['entity_ref', 'namespace']);
    table.index(['namespace', 'due_at'], 'facts_due_idx');
  });

  await knex.schema.createTable('fact_changes', table => {
    table.comment('Append-only: every value that facts have had');
    table.bigIncrements('id');
    table.string('entity_ref', 512).notNullable();
    table.string('namespace').notNullable();
    table.text('value').notNullable().comment('JSON');
    table.text('problems').notNullable().comment('JSON');
    table.string('content_hash').notNullable();
    table.text('revision');
    table.string('changed_at').notNullable();
    table.index(['entity_ref', 'namespace'], 'fact_changes_entity_idx');
    table.index(['changed_at'], 'fact_changes_changed_at_idx');
  });

  await knex.schema.createTable('scorecard_revisions', table => {
    table.comment('Scorecards that were in force, by content hash');
    table.bigIncrements('id');
    table.string('source', 1024).notNullable().comment('Where it came from');
    table.string('name').notNullable();
    table.string('revision').notNullable().comment('Hash of its meaning');
    table.text('document').notNullable().comment('YAML, as written');
    table.string('active_from').notNullable();
    table.index(['source'], 'scorecard_revisions_source_idx');
    table.index(['name', 'revision'], 'scorecard_revisions_revision_idx');
  });

  await knex.schema.createTable('reports', table => {
    table.comment('Current standing of each entity by each scorecard');
    table
      .string('entity_ref', 512)
      .notNullable()
      .references('ref')
      .inTable('entities')
      .onDelete('CASCADE');
    table.string('scorecard').notNullable();
    table.string('revision').notNullable().comment('Of the scorecard');
    table.string('level').comment('Id of the level; null below the lowest');
    table
      .integer('level_rank')
      .notNullable()
      .comment('0 below the lowest level, 1 for the lowest');
    table.double('score').comment('0 to 100; null when no check applies');
    table.double('coverage').notNullable().comment('0 to 1');
    for (const status of [
      'pass',
      'fail',
      'unknown',
      'exempt',
      'not_applicable',
    ]) {
      table.integer(status).notNullable().comment('Number of such results');
    }
    table.text('levels').notNullable().comment('Standing by level, JSON');
    table.text('next_steps').notNullable().comment('Ids of checks, JSON');
    table.string('changed_at').notNullable();
    table.primary(['entity_ref', 'scorecard']);
    table.index(['scorecard', 'level_rank'], 'reports_level_idx');
    table.index(['scorecard', 'score'], 'reports_score_idx');
  });

  await knex.schema.createTable('results', table => {
    table.comment('Current result of each check on each entity');
    table.string('entity_ref', 512).notNullable();
    table.string('scorecard').notNullable();
    table.string('check_id').notNullable();
    table.string('status').notNullable();
    table.string('category').notNullable();
    table.double('weight').notNullable();
    table.text('detail').comment('Why it is unknown, exempt or not applicable');
    table.text('evidence').notNullable().comment('JSON');
    table.string('changed_at').notNullable();
    table.primary(['entity_ref', 'scorecard', 'check_id']);
    table
      .foreign(['entity_ref', 'scorecard'])
      .references(['entity_ref', 'scorecard'])
      .inTable('reports')
      .onDelete('CASCADE');
  });

  await knex.schema.createTable('result_changes', table => {
    table.comment('Append-only: how results changed, and why');
    table.bigIncrements('id');
    table.string('entity_ref', 512).notNullable();
    table.string('scorecard').notNullable();
    table.string('check_id').notNullable();
    table.string('from_status').notNullable();
    table.string('to_status').notNullable();
    table
      .string('cause')
      .notNullable()
      .comment(
        'service: its facts changed; rule: the scorecard; data: facts went missing or came back',
      );
    table.string('revision').notNullable().comment('Of the scorecard');
    table.string('changed_at').notNullable();
    table.index(['entity_ref', 'scorecard'], 'result_changes_entity_idx');
    table.index(['changed_at'], 'result_changes_changed_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'result_changes',
    'results',
    'reports',
    'scorecard_revisions',
    'fact_changes',
    'facts',
    'entities',
  ]) {
    await knex.schema.dropTable(table);
  }
};
