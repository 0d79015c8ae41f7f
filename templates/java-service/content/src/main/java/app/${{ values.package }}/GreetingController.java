package app.${{ values.package }};

import dev.openfeature.sdk.Client;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The example to replace: GET /greetings/{name}. */
@RestController
class GreetingController {

  record Greeting(String greeting{% if values.database == "postgresql" %}, int times{% endif %}) {}

  record Salutation(String salutation) {}

  private static final Logger log = LoggerFactory.getLogger(GreetingController.class);

  private final Client flags;
  private final Optional<OutboundClient> phrasebook;
{% if values.database == "postgresql" %}
  private final GreetingCounts counts;

  GreetingController(Client flags, Optional<OutboundClient> phrasebook, GreetingCounts counts) {
    this.flags = flags;
    this.phrasebook = phrasebook;
    this.counts = counts;
  }
{% else %}

  GreetingController(Client flags, Optional<OutboundClient> phrasebook) {
    this.flags = flags;
    this.phrasebook = phrasebook;
  }
{% endif %}

  /** Works on a thread of its own, which Spring gives up on when it takes too long. */
  @GetMapping("/greetings/{name}")
  Callable<Greeting> greet(@PathVariable("name") @Size(max = 80) String name) {
    return () -> {
      boolean warm = flags.getBooleanValue("FLAG_WARM_GREETING", false);
      String greeting = findSalutation() + ", " + name + (warm ? ", good to see you!" : "!");
      return new Greeting(greeting{% if values.database == "postgresql" %}, counts.add(name){% endif %});
    };
  }

  /** A greeting without the phrasebook is better than none. */
  private String findSalutation() {
    if (phrasebook.isEmpty()) {
      return "Hello";
    }
    try {
      String salutation = phrasebook.get().get("/salutation", Salutation.class).salutation();
      if (salutation == null || salutation.isEmpty() || salutation.length() > 40) {
        throw new IllegalStateException("the phrasebook has no good salutation");
      }
      return salutation;
    } catch (RuntimeException exception) {
      log.warn("phrasebook failed, using the default salutation", exception);
      return "Hello";
    }
  }
}
