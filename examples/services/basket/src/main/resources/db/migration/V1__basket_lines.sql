CREATE TABLE basket_lines (
  customer TEXT NOT NULL,
  article TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_in_cents BIGINT NOT NULL,
  PRIMARY KEY (customer, article)
);
