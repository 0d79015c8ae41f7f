package app.${{ values.package }};

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/** So many requests a minute from one client address, and no more. */
final class RateLimit implements HandlerInterceptor {

  private final RateLimiterConfig config;

  /** Of the clients of late only, and not of more than fit into memory. */
  private final Cache<String, RateLimiter> clients =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofMinutes(2)).build();

  RateLimit(int perMinute) {
    config =
        RateLimiterConfig.custom()
            .limitForPeriod(perMinute)
            .limitRefreshPeriod(Duration.ofMinutes(1))
            .timeoutDuration(Duration.ZERO)
            .build();
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    // Comes by a second time when the handler is done.
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && !limiterOf(request.getRemoteAddr()).acquirePermission()) {
      throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "Too many requests");
    }
    return true;
  }

  private RateLimiter limiterOf(String client) {
    return clients.get(client, address -> RateLimiter.of(address, config));
  }
}
