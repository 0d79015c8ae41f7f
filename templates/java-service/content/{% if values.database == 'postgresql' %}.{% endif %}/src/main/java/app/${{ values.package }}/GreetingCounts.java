package app.${{ values.package }};

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How often each name was greeted. */
@Repository
class GreetingCounts {

  private final JdbcClient database;

  GreetingCounts(JdbcClient database) {
    this.database = database;
  }

  /** Counts one more greeting; returns how many there were. */
  int add(String name) {
    return database
        .sql(
            """
            insert into greetings (name, times, greeted_at) values (:name, 1, now())
            on conflict (name) do update
              set times = greetings.times + 1, greeted_at = excluded.greeted_at
            returning times
            """)
        .param("name", name)
        .query(Integer.class)
        .single();
  }
}
