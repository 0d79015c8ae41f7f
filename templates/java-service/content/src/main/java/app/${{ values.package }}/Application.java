package app.${{ values.package }};

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts and stops the service. */
@SpringBootApplication(proxyBeanMethods = false)
public class Application {

  public static void main(String[] arguments) {
    try {
{% if values.database == "postgresql" %}
      if (arguments.length == 2 && arguments[0].equals("migrate")) {
        Migrations.run(Settings.read(System.getenv()), arguments[1]);
        return;
      }
{% endif %}
      start(System.getenv());
    } catch (InvalidEnvironmentException exception) {
      // Standard error and a non-zero exit: nothing else is set up yet.
      System.err.println(exception.getMessage());
      System.exit(1);
    }
    // Runs when all is closed after SIGTERM. The JVM's own exit code would be 143,
    // as if it had been killed.
    SpringApplication.getShutdownHandlers().add(() -> Runtime.getRuntime().halt(0));
  }

  /** Starts the service with such an environment; closing what is returned stops it. */
  static ConfigurableApplicationContext start(Map<String, String> environment) {
    Settings settings = Settings.read(environment);
    SpringApplication application = new SpringApplication(Application.class);
    application.setDefaultProperties(settings.forSpring());
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("settings", settings));
    return application.run();
  }
}
