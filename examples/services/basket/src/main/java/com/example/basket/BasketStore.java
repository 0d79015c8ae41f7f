package com.example.basket;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BasketStore {
  private final JdbcClient jdbc;

  BasketStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Basket find(String customer) {
    var lines = jdbc.sql("SELECT article, quantity, price_in_cents FROM basket_lines WHERE customer = :customer ORDER BY article")
        .param("customer", customer)
        .query((row, index) -> new Basket.Line(row.getString(1), row.getInt(2), row.getLong(3)))
        .list();
    return new Basket(customer, lines);
  }

  void put(String customer, Basket.Line line) {
    jdbc.sql("""
            INSERT INTO basket_lines (customer, article, quantity, price_in_cents)
            VALUES (:customer, :article, :quantity, :price)
            ON CONFLICT (customer, article) DO UPDATE SET quantity = excluded.quantity
            """)
        .param("customer", customer)
        .param("article", line.article())
        .param("quantity", line.quantity())
        .param("price", line.priceInCents())
        .update();
  }
}
