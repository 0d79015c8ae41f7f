package app.${{ values.package }};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

class OutboundClientTest {

  @Test
  void triesAgainAfterATransientFailure() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (StandIn peer =
        new StandIn(
            request -> new StandIn.Reply(calls.incrementAndGet() == 1 ? 503 : 200, "\"fine\""))) {
      assertThat(clientOf(peer, 10_000).get("/", String.class)).isEqualTo("\"fine\"");
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void doesNotRepeatARequestThatWasWrong() throws Exception {
    try (StandIn peer = StandIn.answering(404, "")) {
      OutboundClient client = clientOf(peer, 10_000);
      assertThatThrownBy(() -> client.get("/", String.class))
          .isInstanceOf(HttpClientErrorException.class);
      assertThat(peer.seen()).hasSize(1);
    }
  }

  @Test
  void givesUpOnAPeerThatDoesNotAnswerInTime() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (StandIn peer =
        new StandIn(
            request -> {
              never.await();
              return new StandIn.Reply(200, "");
            })) {
      OutboundClient client = clientOf(peer, 20);
      assertThatThrownBy(() -> client.get("/", String.class)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void opensTheCircuitAfterFailuresInARowAndThenAsksNoMore() throws Exception {
    try (StandIn peer = StandIn.answering(500, "")) {
      OutboundClient client = clientOf(peer, 10_000);
      assertThat(client.isUp()).isTrue();
      assertThatThrownBy(() -> client.get("/", String.class)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> client.get("/", String.class)).isInstanceOf(RuntimeException.class);
      assertThat(client.isUp()).isFalse();

      int calls = peer.seen().size();
      assertThatThrownBy(() -> client.get("/", String.class)).isInstanceOf(RuntimeException.class);
      assertThat(peer.seen()).hasSize(calls);
    }
  }

  private static OutboundClient clientOf(StandIn peer, int timeout) {
    return new OutboundClient(
        "peer", RestClient.builder(), peer.address(), Duration.ofMillis(timeout));
  }
}
