package app.${{ values.package }};

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the environment says, read once before anything else starts.
 *
 * @param version commit or tag that is running: shown by /healthz, logs and traces
 * @param requestTimeout how long a handler may take before its caller gets a 503
 * @param shutdownTimeout how long requests in flight may take to finish after SIGTERM
 * @param rateLimitPerMinute requests of one client address
 * @param phrasebook where salutations come from; without it there is only "Hello"
 * @param phrasebookTimeout for one attempt
 * @param flagService speaks OFREP; without it flags come from FLAG_* variables
 * @param collector for traces, such as http://localhost:4318
 * @param profiles server for profiles, such as http://localhost:4040
 */
record Settings(
    String host,
    int port,
    String logLevel,
    String version,
    Duration requestTimeout,
    Duration shutdownTimeout,
    int rateLimitPerMinute,
    Optional<URI> phrasebook,
    Duration phrasebookTimeout,
    Optional<URI> flagService,
    Map<String, String> flags,
    String serviceName,
    Optional<URI> collector,
    Optional<URI> profiles{% if values.database == "postgresql" %},
    DatabaseUrl database{% endif %}) {

  private static final String SERVICE_NAME = "${{ values.name }}";
  private static final Set<String> LOG_LEVELS =
      Set.of("fatal", "error", "warn", "info", "debug", "trace", "off");

  /** Reads and checks the variables; all mistakes are reported at once. */
  static Settings read(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    Settings settings =
        new Settings(
            variables.text("HOST", "0.0.0.0"),
            variables.number("PORT", 8080, 0, 65_535),
            variables.oneOf("LOG_LEVEL", "info", LOG_LEVELS),
            variables.text("SERVICE_VERSION", "development"),
            variables.milliseconds("REQUEST_TIMEOUT_MS", 10_000),
            variables.milliseconds("SHUTDOWN_TIMEOUT_MS", 25_000),
            variables.number("RATE_LIMIT_PER_MINUTE", 600, 1, 1_000_000),
            variables.address("PHRASEBOOK_URL"),
            variables.milliseconds("PHRASEBOOK_TIMEOUT_MS", 2_000),
            variables.address("FLAGS_URL"),
            flagsIn(environment),
            variables.text("OTEL_SERVICE_NAME", SERVICE_NAME),
            variables.address("OTEL_EXPORTER_OTLP_ENDPOINT"),
            variables.address("PYROSCOPE_SERVER_ADDRESS"){% if values.database == "postgresql" %},
            variables.database("DATABASE_URL"){% endif %});
    variables.failOnProblems();
    return settings;
  }

  /** The same under the names that Spring has for it. */
  Map<String, Object> forSpring() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", host);
    properties.put("server.port", port);
    properties.put("logging.level.root", logLevel);
    properties.put("spring.application.name", serviceName);
    properties.put("spring.application.version", version);
    properties.put("spring.mvc.async.request-timeout", requestTimeout.toString());
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", shutdownTimeout.toString());
    phrasebook.ifPresent(address -> properties.put("phrasebook.url", address.toString()));
    collector.ifPresent(
        address ->
            properties.put(
                "management.opentelemetry.tracing.export.otlp.endpoint",
                address.toString().replaceFirst("/$", "") + "/v1/traces"));
{% if values.database == "postgresql" %}
    properties.put("spring.datasource.url", database.jdbc());
    properties.put("spring.datasource.username", database.user());
    properties.put("spring.datasource.password", database.password());
{% endif %}
    return properties;
  }

  private static Map<String, String> flagsIn(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("FLAG_"))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
