package app.${{ values.package }};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void hasDefaults() {
    Settings settings = read(Map.of());
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.phrasebook()).isEmpty();
    assertThat(settings.forSpring()).containsEntry("logging.level.root", "info");
  }

  @Test
  void takesAnEmptyVariableForAnAbsentOne() {
    assertThat(read(Map.of("PHRASEBOOK_URL", "", "PORT", "")).port()).isEqualTo(8080);
  }

  @Test
  void namesEveryMistakeAtOnceWithoutTheValues() {
    assertThatThrownBy(
            () -> read(Map.of("PORT", "http", "LOG_LEVEL", "loud", "PHRASEBOOK_URL", "hunter2")))
        .isInstanceOf(InvalidEnvironmentException.class)
        .hasMessageContaining("PORT: ")
        .hasMessageContaining("LOG_LEVEL: ")
        .hasMessageContaining("PHRASEBOOK_URL: ")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void keepsNumbersWithinTheirBounds() {
    assertThatThrownBy(() -> read(Map.of("PORT", "65536"))).hasMessageContaining("PORT: ");
    assertThatThrownBy(() -> read(Map.of("REQUEST_TIMEOUT_MS", "0")))
        .hasMessageContaining("REQUEST_TIMEOUT_MS: ");
  }

  @Test
  void sendsTracesToTheCollector() {
    String endpoint = "management.opentelemetry.tracing.export.otlp.endpoint";
    assertThat(read(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4318/")).forSpring())
        .containsEntry(endpoint, "http://localhost:4318/v1/traces");
    assertThat(read(Map.of()).forSpring()).doesNotContainKey(endpoint);
  }

  @Test
  void keepsTheFlags() {
    assertThat(read(Map.of("FLAG_WARM_GREETING", "true", "PORT", "0")).flags())
        .isEqualTo(Map.of("FLAG_WARM_GREETING", "true"));
  }
{% if values.database == "postgresql" %}

  @Test
  void doesWithoutNothingButTheDatabase() {
    assertThatThrownBy(() -> Settings.read(Map.of())).hasMessageContaining("DATABASE_URL: ");
  }
{% endif %}

  private static Settings read(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
{% if values.database == "postgresql" %}
    all.put("DATABASE_URL", "postgres://service:service@localhost:5432/service");
{% endif %}
    return Settings.read(all);
  }
}
