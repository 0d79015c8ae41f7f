// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('category_standings', table => {
    table.comment(
      'Results of a report added up by category, as summaries of many read them',
    );
    table.string('entity_ref', 512).notNullable();
    table.string('scorecard').notNullable();
    table.string('category').notNullable();
    table.double('score').comment('0 to 100; null when no check applies');
    for (const status of [
      'pass',
      'fail',
      'unknown',
      'exempt',
      'not_applicable',
    ]) {
      table.integer(status).notNullable().comment('Number of such results');
    }
    table.primary(['entity_ref', 'scorecard', 'category']);
    table
      .foreign(['entity_ref', 'scorecard'])
      .references(['entity_ref', 'scorecard'])
      .inTable('reports')
      .onDelete('CASCADE');
  });

  const count = (/** @type {string} */ status) =>
    `sum(case when status = '${status}' then 1 else 0 end)`;
  await knex.raw(
    `insert into category_standings
     select entity_ref, scorecard, category,
       100.0 * coalesce(sum(case when status = 'pass' then weight end), 0)
         / sum(case when status in ('pass', 'fail', 'unknown') then weight end),
       ${count('pass')}, ${count('fail')}, ${count('unknown')},
       ${count('exempt')}, ${count('not-applicable')}
     from results group by entity_ref, scorecard, category`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('category_standings');
};
