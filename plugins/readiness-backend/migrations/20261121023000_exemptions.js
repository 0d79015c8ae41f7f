// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('exemptions', table => {
    table.comment('Results excused for a time; nothing of it is ever deleted');
    table.string('id', 36).primary();
    table.string('scorecard').notNullable();
    table.string('check_id').comment('Null for all checks of the scorecard');
    table.string('scope').notNullable().comment('entity, owner or system');
    table.string('subject_ref', 512).notNullable();
    table.text('reason').notNullable();
    table.text('link');
    table.string('expires_at').comment('Null when it does not end');
    table.string('requested_by', 512).notNullable();
    table.string('requested_at').notNullable();
    table
      .string('state')
      .notNullable()
      .comment('As decided; one whose time is over has expired all the same');
    table
      .string('open_for', 64)
      .unique()
      .comment(
        'Hash of what it is for while it is open, so that none is twice',
      );
    table.index(['subject_ref', 'state'], 'exemptions_subject_idx');
    table.index(['requested_at', 'id'], 'exemptions_requested_at_idx');
  });

  await knex.schema.createTable('exemption_events', table => {
    table.comment('Append-only: what was done about exemptions');
    table.bigIncrements('id');
    table
      .string('exemption_id', 36)
      .notNullable()
      .references('id')
      .inTable('exemptions');
    table.string('action').notNullable();
    table.string('by', 512).notNullable();
    table.string('at').notNullable();
    table.text('note');
    table.index(['exemption_id'], 'exemption_events_exemption_idx');
  });

  await knex.schema.alterTable('entities', table => {
    table
      .string('reconsider_at')
      .comment('The earliest moment at which an excuse of its results ends');
    table.index(['reconsider_at'], 'entities_reconsider_at_idx');
  });

  await knex.schema.alterTable('results', table => {
    table.text('excuse').comment('What excuses an exempt result, JSON');
    table.string('excused').comment('What an exempt result would be without');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // SQLite would otherwise copy the tables, and lose what refers to their rows.
  await knex.raw('alter table results drop column excused');
  await knex.raw('alter table results drop column excuse');
  await knex.raw('drop index entities_reconsider_at_idx');
  await knex.raw('alter table entities drop column reconsider_at');
  await knex.schema.dropTable('exemption_events');
  await knex.schema.dropTable('exemptions');
};
