package app.${{ values.package }};

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;

/**
 * What GET /metrics shows: latency, traffic and errors from the histogram of requests, saturation
 * from the gauge of requests in flight and what is known of the process.
 */
@Configuration(proxyBeanMethods = false)
class Metrics {

  /** CPU and memory of the process under the names of all Prometheus clients. */
  @Bean
  PrometheusRegistry prometheusRegistry() {
    PrometheusRegistry registry = new PrometheusRegistry();
    ProcessMetrics.builder().register(registry);
    return registry;
  }

  @Bean
  MeterBinder dependencyGauges(ObjectProvider<Dependency> dependencies) {
    return registry ->
        dependencies.forEach(
            dependency ->
                Gauge.builder("dependency.up", dependency, it -> it.isUp() ? 1 : 0)
                    .description("Whether what the service relies on answers, 1 or 0")
                    .tag("dependency", dependency.name())
                    .register(registry));
  }

  /** What Micrometer adds to the labels below; the status says as much. */
  @Bean
  MeterFilter withoutErrorLabel() {
    return MeterFilter.ignoreTags("error");
  }

  @Bean
  ServerRequestObservationConvention requestConvention() {
    return new RequestConvention();
  }

  /** The histogram http_request_duration_seconds; its buckets are in application.yaml. */
  static final class RequestConvention extends DefaultServerRequestObservationConvention {

    RequestConvention() {
      super("http.request.duration");
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
      // The pattern, not the address: the number of series stays bounded.
      String route = context.getPathPattern();
      return KeyValues.of(
          KeyValue.of("method", method(context).getValue()),
          KeyValue.of("route", route == null ? "unknown" : route),
          KeyValue.of("status_code", status(context).getValue()));
    }
  }
}
