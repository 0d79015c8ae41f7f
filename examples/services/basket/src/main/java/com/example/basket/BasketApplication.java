package com.example.basket;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class BasketApplication {
  public static void main(String[] args) {
    SpringApplication.run(BasketApplication.class, args);
  }
}
