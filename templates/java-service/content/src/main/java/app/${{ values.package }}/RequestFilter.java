package app.${{ values.package }};

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id, counts it while it is in flight, and logs one line when it is done.
 * Comes after Spring's own filter, which puts the ids of trace and span into the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestFilter extends OncePerRequestFilter {

  static final String REQUEST_ID = "request_id";

  private static final String STARTED = RequestFilter.class.getName() + ".started";
  private static final Pattern ID = Pattern.compile("[\\w.-]{1,64}");
  private static final Set<String> PROBES = Set.of("/healthz", "/readyz", "/metrics");
  private static final Logger log = LoggerFactory.getLogger(RequestFilter.class);

  private final AtomicInteger inFlight = new AtomicInteger();

  RequestFilter(MeterRegistry registry) {
    Gauge.builder("http.requests.in.flight", inFlight, AtomicInteger::get)
        .description("Requests that have not been answered yet")
        .register(registry);
  }

  static String idOf(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(REQUEST_ID));
  }

  /** A handler works on a thread of its own; its answer comes back through here. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isAsyncDispatch(request)) {
      inFlight.incrementAndGet();
      request.setAttribute(STARTED, System.nanoTime());
      request.setAttribute(REQUEST_ID, requestId(request));
      response.setHeader("x-request-id", idOf(request));
    }
    try (MDC.MDCCloseable ignored = MDC.putCloseable(REQUEST_ID, idOf(request))) {
      try {
        chain.doFilter(request, response);
      } finally {
        if (!isAsyncStarted(request)) {
          inFlight.decrementAndGet();
          logDone(request, response);
        }
      }
    }
  }

  /** Takes over the caller's x-request-id when it looks like one. */
  private static String requestId(HttpServletRequest request) {
    String given = request.getHeader("x-request-id");
    return given != null && ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
  }

  private static void logDone(HttpServletRequest request, HttpServletResponse response) {
    if (PROBES.contains(request.getRequestURI())) {
      return;
    }
    long started = (Long) request.getAttribute(STARTED);
    log.atInfo()
        .addKeyValue("method", request.getMethod())
        .addKeyValue("path", request.getRequestURI())
        .addKeyValue("status", response.getStatus())
        .addKeyValue("duration_ms", Duration.ofNanos(System.nanoTime() - started).toMillis())
        .log("request completed");
  }
}
