import type { Database } from './database.ts';

/** Counts a greeting; answers how often that name was greeted. */
export async function countGreeting(
  database: Database,
  name: string,
): Promise<number> {
  const [row] = await database.query<{ times: number }>(
    'count greeting',
    `insert into greetings (name, times, greeted_at) values ($1, 1, now())
     on conflict (name) do update
       set times = greetings.times + 1, greeted_at = now()
     returning times`,
    [name],
  );
  if (!row) throw new Error('The database returned no count');
  return row.times;
}
