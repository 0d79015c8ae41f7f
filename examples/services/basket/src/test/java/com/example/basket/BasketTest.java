package com.example.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BasketTest {
  @Test
  void addsUpItsLines() {
    var basket = new Basket("c1", List.of(new Basket.Line("small", 2, 450), new Basket.Line("large", 1, 990)));
    assertThat(basket.totalInCents()).isEqualTo(1890);
  }

  @Test
  void costsNothingWhenEmpty() {
    assertThat(new Basket("c1", List.of()).totalInCents()).isZero();
  }
}
