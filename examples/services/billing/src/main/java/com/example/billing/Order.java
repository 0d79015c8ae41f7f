package com.example.billing;

public record Order(String number, long priceInCents) {}
