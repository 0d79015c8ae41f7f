package com.example.basket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.containers.PostgreSQLContainer;

@SpringBootTest
class BasketStoreIT {
  static final PostgreSQLContainer<?> database = new PostgreSQLContainer<>("postgres:17.2-alpine");

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    database.start();
    registry.add("DATABASE_URL", database::getJdbcUrl);
    registry.add("DATABASE_USER", database::getUsername);
    registry.add("DATABASE_PASSWORD", database::getPassword);
  }

  @Autowired BasketStore store;

  @Test
  void keepsTheLatestQuantity() {
    store.put("c1", new Basket.Line("small", 1, 450));
    store.put("c1", new Basket.Line("small", 3, 450));
    assertThat(store.find("c1").totalInCents()).isEqualTo(1350);
  }
}
