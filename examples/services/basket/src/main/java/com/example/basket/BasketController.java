package com.example.basket;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/baskets/{customer}")
class BasketController {
  private final BasketStore store;

  BasketController(BasketStore store) {
    this.store = store;
  }

  @GetMapping
  Basket find(@PathVariable String customer) {
    return store.find(customer);
  }

  @PutMapping
  Basket put(@PathVariable String customer, @RequestBody Basket.Line line) {
    store.put(customer, line);
    return store.find(customer);
  }
}
