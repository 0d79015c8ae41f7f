package app.${{ values.package }};

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * GET /healthz is liveness: it answers as long as requests are served, and asks nobody else, so
 * that an outage elsewhere restarts nothing here. GET /readyz is readiness: may traffic be sent
 * here, and which dependencies are up.
 */
@RestController
class HealthController {

  record Liveness(String status, String version) {}

  record Readiness(String status, List<State> dependencies) {}

  record State(String name, boolean required, String status) {}

  private final Settings settings;
  private final ApplicationAvailability availability;
  private final ObjectProvider<Dependency> dependencies;

  HealthController(
      Settings settings,
      ApplicationAvailability availability,
      ObjectProvider<Dependency> dependencies) {
    this.settings = settings;
    this.availability = availability;
    this.dependencies = dependencies;
  }

  @GetMapping("/healthz")
  Liveness liveness() {
    return new Liveness("ok", settings.version());
  }

  @GetMapping("/readyz")
  ResponseEntity<Readiness> readiness() {
    List<State> states = dependencies.orderedStream().map(HealthController::stateOf).toList();
    boolean ready =
        availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
            && states.stream()
                .noneMatch(state -> state.required() && state.status().equals("down"));
    return ResponseEntity.status(ready ? 200 : 503)
        .body(new Readiness(ready ? "ready" : "unavailable", states));
  }

  private static State stateOf(Dependency dependency) {
    return new State(dependency.name(), dependency.required(), dependency.isUp() ? "up" : "down");
  }
}
