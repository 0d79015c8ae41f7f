package app.${{ values.package }};

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads variables one by one, and remembers all that is wrong with them. */
final class Variables {

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  String text(String name, String fallback) {
    return given(name).orElse(fallback);
  }

  String oneOf(String name, String fallback, Set<String> choices) {
    String value = text(name, fallback);
    if (!choices.contains(value)) {
      problems.add(
          name + ": must be one of " + String.join(", ", choices.stream().sorted().toList()));
    }
    return value;
  }

  int number(String name, int fallback, int least, int most) {
    String value = text(name, String.valueOf(fallback));
    if (value.matches("\\d{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problems.add(name + ": must be a whole number from " + least + " to " + most);
    return fallback;
  }

  Duration milliseconds(String name, int fallback) {
    return Duration.ofMillis(number(name, fallback, 1, 3_600_000));
  }

  /** An address to send HTTP requests to. */
  Optional<URI> address(String name) {
    Optional<URI> address = given(name).flatMap(Variables::httpAddress);
    if (given(name).isPresent() && address.isEmpty()) {
      problems.add(name + ": must be the address of an HTTP server");
    }
    return address;
  }
{% if values.database == "postgresql" %}

  /** The address of the database, which has to be there. */
  DatabaseUrl database(String name) {
    Optional<DatabaseUrl> database = given(name).flatMap(DatabaseUrl::parse);
    if (database.isEmpty()) {
      problems.add(name + ": must be like postgres://user:password@host:5432/database");
    }
    return database.orElse(null);
  }
{% endif %}

  void failOnProblems() {
    if (!problems.isEmpty()) {
      throw new InvalidEnvironmentException(problems);
    }
  }

  /** An empty variable is an absent one. */
  private Optional<String> given(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private static Optional<URI> httpAddress(String value) {
    try {
      URI address = URI.create(value);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      return http && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException exception) {
      return Optional.empty();
    }
  }
}
