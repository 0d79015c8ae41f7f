package app.${{ values.package }};

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** Calls one other service, and keeps its troubles from becoming ours. */
class OutboundClient implements Dependency {

  private final String name;
  private final RestClient http;
  private final Bulkhead bulkhead;
  private final Retry retry;
  private final CircuitBreaker breaker;

  /**
   * Makes a client.
   *
   * @param name names the other side
   * @param builder the application's, which has calls traced and measured
   * @param timeout for one attempt
   */
  OutboundClient(String name, RestClient.Builder builder, URI address, Duration timeout) {
    this.name = name;
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(timeout).build());
    requests.setReadTimeout(timeout);
    http = builder.baseUrl(address.toString()).requestFactory(requests).build();
    // At most 20 calls at a time: a slow peer cannot take all.
    bulkhead =
        Bulkhead.of(
            name, BulkheadConfig.custom().maxConcurrentCalls(20).maxWaitDuration(timeout).build());
    retry =
        Retry.of(
            name,
            RetryConfig.custom()
                .maxAttempts(3)
                // With jitter, so that callers do not come back all at once.
                .intervalFunction(
                    IntervalFunction.ofExponentialRandomBackoff(
                        Duration.ofMillis(50), 2, 0.5, Duration.ofMillis(500)))
                .retryOnException(
                    failure ->
                        isTransient(failure) && !(failure instanceof CallNotPermittedException))
                .build());
    // Opens after five failures in a row.
    breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(5)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(100)
                .waitDurationInOpenState(Duration.ofSeconds(10))
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(OutboundClient::isTransient)
                .build());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean required() {
    return false;
  }

  /** False while the circuit breaker keeps calls away from the other side. */
  @Override
  public boolean isUp() {
    return breaker.getState() != CircuitBreaker.State.OPEN;
  }

  /** GET, safe to repeat. Throws when all attempts failed or the circuit is open. */
  <T> T get(String path, Class<T> type) {
    Supplier<T> attempt = () -> http.get().uri(path).retrieve().body(type);
    return Bulkhead.decorateSupplier(
            bulkhead,
            Retry.decorateSupplier(retry, CircuitBreaker.decorateSupplier(breaker, attempt)))
        .get();
  }

  /**
   * A request that was wrong stays wrong: it is not repeated, and it says nothing about the health
   * of the other side.
   */
  private static boolean isTransient(Throwable failure) {
    return !(failure instanceof HttpClientErrorException refusal)
        || refusal.getStatusCode().isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS);
  }
}
