package app.${{ values.package }};

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.TypeMismatchError;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Asks a flag service that speaks OFREP. OpenFeature's own provider for it refuses the names of
 * services in a cluster.
 */
final class OfrepProvider implements FeatureProvider {

  record Answer(Object value, String variant, String reason) {}

  /** A flag is not worth waiting for. */
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private final RestClient http;

  OfrepProvider(URI service, RestClient.Builder builder) {
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
    requests.setReadTimeout(TIMEOUT);
    http = builder.baseUrl(service.toString()).requestFactory(requests).build();
  }

  @Override
  public Metadata getMetadata() {
    return () -> "ofrep";
  }

  @Override
  public ProviderEvaluation<Boolean> getBooleanEvaluation(
      String key, Boolean fallback, EvaluationContext context) {
    return evaluate(key, context, Boolean.class, Function.identity());
  }

  @Override
  public ProviderEvaluation<String> getStringEvaluation(
      String key, String fallback, EvaluationContext context) {
    return evaluate(key, context, String.class, Function.identity());
  }

  @Override
  public ProviderEvaluation<Integer> getIntegerEvaluation(
      String key, Integer fallback, EvaluationContext context) {
    return evaluate(key, context, Number.class, Number::intValue);
  }

  @Override
  public ProviderEvaluation<Double> getDoubleEvaluation(
      String key, Double fallback, EvaluationContext context) {
    return evaluate(key, context, Number.class, Number::doubleValue);
  }

  @Override
  public ProviderEvaluation<Value> getObjectEvaluation(
      String key, Value fallback, EvaluationContext context) {
    return evaluate(key, context, Object.class, Value::objectToValue);
  }

  private <A, B> ProviderEvaluation<B> evaluate(
      String key, EvaluationContext context, Class<A> type, Function<A, B> convert) {
    Answer answer =
        http.post()
            .uri("/ofrep/v1/evaluate/flags/{key}", key)
            .body(Map.of("context", context.asObjectMap()))
            .retrieve()
            .body(Answer.class);
    if (answer == null || !type.isInstance(answer.value())) {
      throw new TypeMismatchError(key + " is no " + type.getSimpleName());
    }
    return ProviderEvaluation.<B>builder()
        .value(convert.apply(type.cast(answer.value())))
        .variant(answer.variant())
        .reason(answer.reason())
        .build();
  }
}
