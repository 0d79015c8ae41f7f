package com.example.basket;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request an id, which the encoder writes into each of its log lines. */
@Component
class RequestIds extends OncePerRequestFilter {
  private static final String HEADER = "x-request-id";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = Optional.ofNullable(request.getHeader(HEADER))
        .filter(given -> given.matches("[\\w.-]{1,64}"))
        .orElseGet(() -> UUID.randomUUID().toString());
    response.setHeader(HEADER, id);
    try (var ignored = MDC.putCloseable("request_id", id)) {
      chain.doFilter(request, response);
    }
  }
}
