package app.${{ values.package }};

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the schema, as a job before a release and never when the service starts: {@code migrate
 * up} applies what is missing, {@code migrate down} undoes the last migration. Flyway undoes
 * nothing in its open edition, so that is done here, with the script {@code U…} beside each {@code
 * V…}.
 */
@ImportAutoConfiguration(DataSourceAutoConfiguration.class)
class Migrations {

  private static final String FOLDER = "db/migration";
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  static void run(Settings settings, String direction) {
    SpringApplication application = new SpringApplication(Migrations.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(settings.forSpring());
    try (ConfigurableApplicationContext context = application.run()) {
      DataSource database = context.getBean(DataSource.class);
      switch (direction) {
        case "up" -> up(database);
        case "down" -> down(database);
        default -> throw new IllegalArgumentException("migrate: up or down, not " + direction);
      }
    }
  }

  static void up(DataSource database) {
    flyway(database).migrate();
  }

  static void down(DataSource database) {
    MigrationInfo last = flyway(database).info().current();
    if (last == null) {
      log.info("no migration to undo");
      return;
    }
    String undo = read(last.getScript().replaceFirst("^V", "U"));
    JdbcClient client = JdbcClient.create(database);
    new TransactionTemplate(new DataSourceTransactionManager(database))
        .executeWithoutResult(
            status -> {
              client.sql(undo).update();
              client
                  .sql("delete from flyway_schema_history where installed_rank = :rank")
                  .param("rank", last.getInstalledRank())
                  .update();
            });
    log.info("undid {}", last.getScript());
  }

  private static Flyway flyway(DataSource database) {
    return Flyway.configure().dataSource(database).locations("classpath:" + FOLDER).load();
  }

  private static String read(String script) {
    try {
      return new ClassPathResource(FOLDER + "/" + script)
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
