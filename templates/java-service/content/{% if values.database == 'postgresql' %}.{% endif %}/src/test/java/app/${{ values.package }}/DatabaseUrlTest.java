package app.${{ values.package }};

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

  @Test
  void takesAnAddressApart() {
    DatabaseUrl url =
        DatabaseUrl.parse("postgres://a%40b:p%2Fq+r@db.example:6432/orders?sslmode=require")
            .orElseThrow();
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:6432/orders?sslmode=require");
    assertThat(url.user()).isEqualTo("a@b");
    assertThat(url.password()).isEqualTo("p/q+r");
  }

  @Test
  void hasADefaultForThePortAndThePassword() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://service@localhost/orders").orElseThrow();
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://localhost:5432/orders");
    assertThat(url.password()).isEmpty();
  }

  @Test
  void refusesWhatIsNoSuchAddress() {
    assertThat(DatabaseUrl.parse("mysql://service@localhost/orders")).isEmpty();
    assertThat(DatabaseUrl.parse("postgres://localhost/orders")).isEmpty();
    assertThat(DatabaseUrl.parse("postgres://service@localhost")).isEmpty();
    assertThat(DatabaseUrl.parse("not an address")).isEmpty();
  }

  @Test
  void keepsThePasswordToItself() {
    assertThat(DatabaseUrl.parse("postgres://service:hunter2@localhost/orders").orElseThrow())
        .asString()
        .doesNotContain("hunter2");
  }
}
