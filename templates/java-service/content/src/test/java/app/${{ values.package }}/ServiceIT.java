package app.${{ values.package }};

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
{% if values.database == "postgresql" %}
import org.junit.jupiter.api.BeforeEach;
{% endif %}
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
{% if values.database == "postgresql" %}
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
{% endif %}

/** The whole service, listening, as its callers see it. */
@ExtendWith(OutputCaptureExtension.class)
class ServiceIT {

  private static final String HELLO = "\"greeting\":\"Hello, Ada!\"";
  private static final String BONJOUR = "\"greeting\":\"Bonjour, Ada!\"";
  private static final String SALUTATION = "{\"salutation\": \"Bonjour\"}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<AutoCloseable> open = new ArrayList<>();
  private ConfigurableApplicationContext service;
  private URI address;
{% if values.database == "postgresql" %}

  private final DriverManagerDataSource database = database();

  /** The one of the compose file, or of the pipeline; emptied, and migrated anew. */
  @BeforeEach
  void migrate() {
    JdbcClient.create(database)
        .sql("drop table if exists greetings, flyway_schema_history")
        .update();
    Migrations.up(database);
  }
{% endif %}

  @AfterEach
  void close() throws Exception {
    if (service != null) {
      service.close();
    }
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void greets() throws Exception {
    start(Map.of());
    HttpResponse<String> response = get("/greetings/Ada");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains(HELLO);
  }
{% if values.database == "postgresql" %}

  @Test
  void countsGreetings() throws Exception {
    start(Map.of());
    assertThat(get("/greetings/Ada").body()).contains("\"times\":1");
    assertThat(get("/greetings/Ada").body()).contains("\"times\":2");
    assertThat(get("/greetings/Bob").body()).contains("\"times\":1");
  }

  @Test
  void undoesAMigrationAndAppliesItAgain() {
    Migrations.down(database);
    assertThat(tables()).doesNotContain("greetings");
    Migrations.up(database);
    assertThat(tables()).contains("greetings");
  }

  @Test
  void isNotReadyWithoutItsDatabase() throws Exception {
    start(Map.of("DATABASE_URL", "postgres://service@127.0.0.1:1/nowhere"));
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    HttpResponse<String> response = get("/readyz");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .contains("{\"name\":\"database\",\"required\":true,\"status\":\"down\"}");
  }
{% endif %}

  @Test
  void greetsWarmlyWhenTheFlagIsOn() throws Exception {
    start(Map.of("FLAG_WARM_GREETING", "true"));
    assertThat(get("/greetings/Ada").body()).contains("Hello, Ada, good to see you!");
  }

  @Test
  void takesUpAFlagThatChangesWhileItRuns() throws Exception {
    AtomicBoolean warm = new AtomicBoolean();
    StandIn flags = standIn(request -> new StandIn.Reply(200, "{\"value\": " + warm.get() + "}"));
    start(Map.of("FLAGS_URL", flags.address().toString()));
    assertThat(get("/greetings/Ada").body()).contains(HELLO);
    warm.set(true);
    assertThat(get("/greetings/Ada").body()).contains("good to see you!");
  }

  @Test
  void asksThePhrasebookAndHandsTheTraceOn(CapturedOutput output) throws Exception {
    StandIn phrasebook = standIn(request -> new StandIn.Reply(200, SALUTATION));
    start(Map.of("PHRASEBOOK_URL", phrasebook.address().toString(), "SERVICE_VERSION", "1.2.3"));

    String trace = "0af7651916cd43dd8448eb211c80319c";
    HttpResponse<String> response =
        get(
            "/greetings/Ada",
            "traceparent",
            "00-" + trace + "-b7ad6b7169203331-01",
            "x-request-id",
            "from-the-caller");

    assertThat(response.body()).contains(BONJOUR);
    assertThat(response.headers().firstValue("x-request-id")).contains("from-the-caller");
    assertThat(phrasebook.seen().getFirst().getRequestHeaders().getFirst("traceparent"))
        .contains(trace);
    // It is written once the response has gone.
    await()
        .untilAsserted(
            () ->
                assertThat(output.getOut().lines())
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .contains("\"message\":\"request completed\"")
                                .contains("\"level\":\"info\"")
                                .contains("\"service\":\"${{ values.name }}\"")
                                .contains("\"version\":\"1.2.3\"")
                                .contains("\"request_id\":\"from-the-caller\"")
                                .contains("\"trace_id\":\"" + trace + "\"")
                                .contains("\"status\":200")));
  }

  @Test
  void greetsWithoutThePhrasebookWhenThatFails() throws Exception {
    StandIn phrasebook = standIn(request -> new StandIn.Reply(500, ""));
    start(Map.of("PHRASEBOOK_URL", phrasebook.address().toString()));
    assertThat(get("/greetings/Ada").body()).contains(HELLO);
  }

  @Test
  void finishesARequestInFlightWhenItCloses() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    StandIn phrasebook =
        standIn(
            request -> {
              asked.countDown();
              answer.await();
              return new StandIn.Reply(200, SALUTATION);
            });
    start(Map.of("PHRASEBOOK_URL", phrasebook.address().toString()));

    CompletableFuture<HttpResponse<String>> inFlight =
        http.sendAsync(request("/greetings/Ada"), HttpResponse.BodyHandlers.ofString());
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(service::close);
    await().until(() -> !service.isActive());
    answer.countDown();

    assertThat(inFlight.get(10, TimeUnit.SECONDS).body()).contains(BONJOUR);
    closed.get(10, TimeUnit.SECONDS);
  }

  @Test
  void reportsOnItsDependencies() throws Exception {
    start(Map.of("PHRASEBOOK_URL", "http://phrasebook.test"));
    assertThat(get("/readyz").body())
        .contains("\"status\":\"ready\"")
        .contains("{\"name\":\"phrasebook\",\"required\":false,\"status\":\"up\"}");
    assertThat(get("/metrics").body()).contains("dependency_up{dependency=\"phrasebook\"} 1.0");
  }

  @Test
  void saysWhichVersionRuns() throws Exception {
    start(Map.of("SERVICE_VERSION", "1.2.3"));
    assertThat(get("/healthz").body()).isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\"}");
  }

  @Test
  void measuresRequestsByRoute() throws Exception {
    start(Map.of());
    get("/greetings/Ada");
    get("/nowhere");
    assertThat(get("/metrics").body())
        .contains("http_request_duration_seconds_count{method=\"GET\",route=\"/greetings/{name}\",")
        .contains("route=\"unknown\",status_code=\"404\"} 1")
        .contains("status_code=\"200\",le=\"0.5\"} 1")
        .contains("http_requests_in_flight 1.0")
        .contains("process_cpu_seconds_total ")
        .contains("process_resident_memory_bytes ");
  }

  @Test
  void answersMistakesWithWhatToDo() throws Exception {
    start(Map.of());
    HttpResponse<String> response = get("/greetings/" + "a".repeat(81));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("name: ")
        .contains(response.headers().firstValue("x-request-id").orElseThrow());
  }

  @Test
  void givesUpOnARequestThatTakesTooLong() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    StandIn phrasebook =
        standIn(
            request -> {
              never.await();
              return new StandIn.Reply(200, SALUTATION);
            });
    start(
        Map.of(
            "PHRASEBOOK_URL", phrasebook.address().toString(),
            "PHRASEBOOK_TIMEOUT_MS", "60000",
            "REQUEST_TIMEOUT_MS", "50"));
    HttpResponse<String> response = get("/greetings/Ada");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("\"error\":\"The service failed\"");
  }

  @Test
  void limitsTheRateOfRequestsButNeverOfProbes() throws Exception {
    start(Map.of("RATE_LIMIT_PER_MINUTE", "1"));
    assertThat(get("/greetings/Ada").statusCode()).isEqualTo(200);
    assertThat(get("/greetings/Ada").statusCode()).isEqualTo(429);
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  private void start(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(Map.of("HOST", "127.0.0.1", "PORT", "0"));
    // The first call takes long on a busy machine.
    all.put("PHRASEBOOK_TIMEOUT_MS", "10000");
{% if values.database == "postgresql" %}
    all.put("DATABASE_URL", System.getenv("DATABASE_URL"));
{% endif %}
    all.putAll(environment);
    service = Application.start(all);
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    address = URI.create("http://127.0.0.1:" + port);
  }

  private StandIn standIn(StandIn.Handler handler) throws IOException {
    StandIn standIn = new StandIn(handler);
    open.add(standIn);
    return standIn;
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return http.send(request(path, headers), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
    return (headers.length > 0 ? request.headers(headers) : request).build();
  }
{% if values.database == "postgresql" %}

  private List<String> tables() {
    return JdbcClient.create(database)
        .sql("select table_name from information_schema.tables where table_schema = 'public'")
        .query(String.class)
        .list();
  }

  private static DriverManagerDataSource database() {
    DatabaseUrl url = DatabaseUrl.parse(System.getenv("DATABASE_URL")).orElseThrow();
    return new DriverManagerDataSource(url.jdbc(), url.user(), url.password());
  }
{% endif %}
}
