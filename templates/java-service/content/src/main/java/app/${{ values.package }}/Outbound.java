package app.${{ values.package }};

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** The services that this one calls. */
@Configuration(proxyBeanMethods = false)
class Outbound {

  /** Not required: greetings have a default without it. */
  @Bean
  @ConditionalOnProperty("phrasebook.url")
  OutboundClient phrasebook(Settings settings, RestClient.Builder builder) {
    return new OutboundClient(
        "phrasebook", builder, settings.phrasebook().orElseThrow(), settings.phrasebookTimeout());
  }
}
