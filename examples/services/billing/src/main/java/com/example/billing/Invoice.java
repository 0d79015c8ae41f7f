package com.example.billing;

/** An invoice; taxes are part of the total. */
public record Invoice(String order, long totalInCents, long taxInCents) {
  private static final int TAX_PERCENT = 19;

  public static Invoice of(Order order) {
    if (order.priceInCents() <= 0) {
      throw new IllegalArgumentException("An order has a price");
    }
    long tax = Math.round(order.priceInCents() * TAX_PERCENT / (100.0 + TAX_PERCENT));
    return new Invoice(order.number(), order.priceInCents(), tax);
  }
}
