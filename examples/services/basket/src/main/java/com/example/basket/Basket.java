package com.example.basket;

import java.util.List;

/** What a customer is about to buy. */
public record Basket(String customer, List<Line> lines) {
  public record Line(String article, int quantity, long priceInCents) {}

  public long totalInCents() {
    return lines.stream().mapToLong(line -> line.quantity() * line.priceInCents()).sum();
  }
}
