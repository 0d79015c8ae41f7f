package app.${{ values.package }};

import java.util.List;

/** Names every variable that is missing or malformed, never its value. */
class InvalidEnvironmentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidEnvironmentException(List<String> problems) {
    super("Invalid environment: " + String.join("; ", problems));
  }
}
