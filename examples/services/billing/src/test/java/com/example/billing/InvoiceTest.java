package com.example.billing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class InvoiceTest {
  @Test
  void taxIsPartOfTheTotal() {
    assertEquals(19, Invoice.of(new Order("o1", 119)).taxInCents());
  }

  @Test
  void anOrderHasAPrice() {
    assertThrows(IllegalArgumentException.class, () -> Invoice.of(new Order("o1", 0)));
  }
}
