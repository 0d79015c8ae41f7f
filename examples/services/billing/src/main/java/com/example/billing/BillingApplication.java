package com.example.billing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.*;

@SpringBootApplication
@RestController
@RestControllerAdvice
public class BillingApplication {
  private static final Logger log = LoggerFactory.getLogger(BillingApplication.class);

  public static void main(String[] args) {
    SpringApplication.run(BillingApplication.class, args);
  }

  @PostMapping("/invoices")
  Invoice write(@RequestBody Order order) {
    log.info("invoice for order {}", order.number());
    return Invoice.of(order);
  }

  @ExceptionHandler(IllegalArgumentException.class)
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  String refused(IllegalArgumentException error) {
    log.warn("order refused: {}", error.getMessage());
    return error.getMessage();
  }
}
