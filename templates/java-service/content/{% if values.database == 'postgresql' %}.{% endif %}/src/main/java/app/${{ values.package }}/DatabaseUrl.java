package app.${{ values.package }};

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The address of a PostgreSQL database, in the parts that JDBC wants. */
record DatabaseUrl(String jdbc, String user, String password) {

  /** Takes {@code postgres://user:password@host:5432/database}; empty for anything else. */
  static Optional<DatabaseUrl> parse(String url) {
    try {
      URI address = URI.create(url);
      boolean known =
          "postgres".equals(address.getScheme()) || "postgresql".equals(address.getScheme());
      String[] login =
          address.getRawUserInfo() == null ? null : address.getRawUserInfo().split(":", 2);
      if (!known || address.getHost() == null || login == null || address.getPath().length() < 2) {
        return Optional.empty();
      }
      int port = address.getPort() < 0 ? 5432 : address.getPort();
      String options = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      return Optional.of(
          new DatabaseUrl(
              "jdbc:postgresql://"
                  + address.getHost()
                  + ":"
                  + port
                  + address.getRawPath()
                  + options,
              decode(login[0]),
              login.length > 1 ? decode(login[1]) : ""));
    } catch (IllegalArgumentException exception) {
      return Optional.empty();
    }
  }

  /** Keeps the password out of logs. */
  @Override
  public String toString() {
    return jdbc;
  }

  /** A plus sign is a plus sign, other than in a form. */
  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
