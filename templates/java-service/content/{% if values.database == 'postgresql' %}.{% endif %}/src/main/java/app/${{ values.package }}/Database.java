package app.${{ values.package }};

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Without the database there are no greetings. */
@Component
class Database implements Dependency {

  private final DataSource source;

  Database(DataSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public boolean required() {
    return true;
  }

  @Override
  public boolean isUp() {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException exception) {
      return false;
    }
  }
}
