package app.${{ values.package }};

import dev.openfeature.contrib.providers.envvar.EnvVarProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.OpenFeatureAPI;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/**
 * Feature flags through OpenFeature. Where a flag service is configured, such as flagd, it is asked
 * each time, so that a flag changes without a restart. Else they come from the environment: {@code
 * FLAG_WARM_GREETING=true} for the flag {@code FLAG_WARM_GREETING}. A service that is down leaves
 * each flag at its default.
 */
@Configuration(proxyBeanMethods = false)
class Flags {

  @Bean
  Client flagClient(Settings settings, RestClient.Builder builder) {
    OpenFeatureAPI api = OpenFeatureAPI.getInstance();
    api.setProviderAndWait(provider(settings, builder));
    return api.getClient();
  }

  private static FeatureProvider provider(Settings settings, RestClient.Builder builder) {
    URI service = settings.flagService().orElse(null);
    return service == null
        ? new EnvVarProvider(name -> settings.flags().get(name))
        : new OfrepProvider(service, builder);
  }
}
