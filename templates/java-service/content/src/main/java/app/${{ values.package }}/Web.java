package app.${{ values.package }};

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What applies to all handlers. */
@Configuration(proxyBeanMethods = false)
class Web implements WebMvcConfigurer {

  private final Settings settings;

  Web(Settings settings) {
    this.settings = settings;
    // The id of the request goes along to the thread of its handler; the trace does already.
    ContextRegistry.getInstance()
        .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor(RequestFilter.REQUEST_ID));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(new RateLimit(settings.rateLimitPerMinute()))
        .excludePathPatterns("/healthz", "/readyz");
  }
}
