-- Up Migration
create table greetings (
  name text primary key,
  times integer not null,
  greeted_at timestamptz not null
);

-- Down Migration
drop table greetings;
