// @ts-check

const dayMs = 24 * 60 * 60 * 1_000;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('daily_moves', table => {
    table.comment(
      'How standings moved, by day: a trend is the present, walked back',
    );
    table.string('scorecard').notNullable();
    table
      .integer('day')
      .notNullable()
      .comment('Number of days since 1970-01-01, in UTC');
    table.string('entity_ref', 512).notNullable();
    table
      .string('owner', 512)
      .notNullable()
      .comment('Entity ref of the owner of then; empty for none');
    table
      .string('system', 512)
      .notNullable()
      .comment('Entity ref of the system of then; empty for none');
    table
      .string('cause')
      .notNullable()
      .comment('As of a result, or catalog: it arrived, left or changed hands');
    table
      .string('from_level')
      .notNullable()
      .comment('Id of the level, none below the lowest, empty if not there');
    table.string('to_level').notNullable().comment('Likewise');
    table.integer('times').notNullable();
    table
      .integer('risen')
      .notNullable()
      .comment('Times to a higher level, or from not being there');
    table
      .integer('fallen')
      .notNullable()
      .comment('Times to a lower level, or to not being there');
    table.integer('score_change').notNullable().comment('Tenths of a point');
    table
      .integer('scored_change')
      .notNullable()
      .comment('Change of the number of entities with a score');
    table.primary([
      ...['scorecard', 'day', 'entity_ref', 'owner', 'system'],
      ...['cause', 'from_level', 'to_level'],
    ]);
    table.index(['scorecard', 'entity_ref', 'day'], 'daily_moves_entity_idx');
    table.index(['scorecard', 'owner', 'day'], 'daily_moves_owner_idx');
    table.index(['scorecard', 'system', 'day'], 'daily_moves_system_idx');
    // They are few, and looked at apart.
    table.index(['scorecard', 'day'], 'daily_moves_catalog_idx', {
      predicate: knex.whereRaw(`cause = 'catalog'`),
    });
  });

  await knex.schema.createTable('daily_totals', table => {
    table.comment('Moves of all entities, added up for days that are over');
    table.string('scorecard').notNullable();
    table.integer('day').notNullable();
    for (const column of ['cause', 'from_level', 'to_level']) {
      table.string(column).notNullable();
    }
    for (const column of [
      ...['times', 'risen', 'fallen', 'score_change', 'scored_change'],
    ]) {
      table.integer(column).notNullable();
    }
    table.primary(['scorecard', 'day', 'cause', 'from_level', 'to_level']);
  });

  // What stands already has come by today.
  await knex.raw(
    `insert into daily_moves
     select reports.scorecard, ?, entities.ref,
       coalesce(entities.owner, ''), coalesce(entities.system, ''), 'catalog',
       '', coalesce(reports.level, 'none'), 1, 1, 0,
       cast(round(coalesce(reports.score, 0) * 10) as integer),
       case when reports.score is null then 0 else 1 end
     from reports join entities on entities.ref = reports.entity_ref`,
    [Math.floor(Date.now() / dayMs)],
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('daily_totals');
  await knex.schema.dropTable('daily_moves');
};
