package app.${{ values.package }};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.exceptions.TypeMismatchError;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

class OfrepProviderTest {

  @Test
  void asksForFlagsOfEachType() throws Exception {
    try (StandIn service =
        new StandIn(
            request ->
                new StandIn.Reply(
                    200,
                    switch (request.getRequestURI().getPath()) {
                      case "/ofrep/v1/evaluate/flags/on" ->
                          "{\"value\": true, \"reason\": \"STATIC\"}";
                      case "/ofrep/v1/evaluate/flags/word" ->
                          "{\"value\": \"w\", \"variant\": \"v\"}";
                      case "/ofrep/v1/evaluate/flags/number" -> "{\"value\": 3}";
                      default -> "{\"value\": {\"inner\": 1}}";
                    }))) {
      OfrepProvider provider = new OfrepProvider(service.address(), RestClient.builder());
      ImmutableContext context = new ImmutableContext();
      assertThat(provider.getMetadata().getName()).isEqualTo("ofrep");
      assertThat(provider.getBooleanEvaluation("on", false, context).getValue()).isTrue();
      assertThat(provider.getStringEvaluation("word", "", context).getVariant()).isEqualTo("v");
      assertThat(provider.getIntegerEvaluation("number", 0, context).getValue()).isEqualTo(3);
      assertThat(provider.getDoubleEvaluation("number", 0.0, context).getValue()).isEqualTo(3.0);
      assertThat(provider.getObjectEvaluation("tree", null, context).getValue().isStructure())
          .isTrue();
    }
  }

  @Test
  void takesNoOtherTypeThanAskedFor() throws Exception {
    try (StandIn service = StandIn.answering(200, "{\"value\": \"yes\"}")) {
      OfrepProvider provider = new OfrepProvider(service.address(), RestClient.builder());
      assertThatThrownBy(() -> provider.getBooleanEvaluation("on", false, new ImmutableContext()))
          .isInstanceOf(TypeMismatchError.class);
    }
  }
}
