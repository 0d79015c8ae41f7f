package app.${{ values.package }};

import io.pyroscope.http.Format;
import io.pyroscope.javaagent.PyroscopeAgent;
import io.pyroscope.javaagent.config.Config;
import java.net.URI;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Continuous profiling of CPU, allocations and locks where a Pyroscope server is configured. What
 * goes wrong with it costs profiles, never requests.
 */
@Component
class Profiling implements DisposableBean {

  Profiling(Settings settings) {
    settings.profiles().ifPresent(server -> start(settings, server));
  }

  private static void start(Settings settings, URI server) {
    PyroscopeAgent.start(
        new Config.Builder()
            .setApplicationName(settings.serviceName())
            .setServerAddress(server.toString())
            .setLabels(Map.of("version", settings.version()))
            .setFormat(Format.JFR)
            .setProfilingAlloc("512k")
            .setProfilingLock("10ms")
            .build());
  }

  @Override
  public void destroy() {
    if (PyroscopeAgent.isStarted()) {
      PyroscopeAgent.stop();
    }
  }
}
