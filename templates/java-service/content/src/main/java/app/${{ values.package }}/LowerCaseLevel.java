package app.${{ values.package }};

import java.util.Locale;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Writes the level of a log line as services in other languages do. Named in application.yaml. */
class LowerCaseLevel implements StructuredLoggingJsonMembersCustomizer<Object> {

  @Override
  public void customize(Members<Object> members) {
    members.applyingValueProcessor(
        ValueProcessor.of(value -> String.valueOf(value).toLowerCase(Locale.ROOT))
            .whenHasPath("level"));
  }
}
