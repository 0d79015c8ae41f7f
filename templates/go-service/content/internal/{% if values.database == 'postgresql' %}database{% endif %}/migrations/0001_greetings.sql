-- +goose Up
CREATE TABLE greetings (
    name text PRIMARY KEY,
    times integer NOT NULL,
    greeted_at timestamptz NOT NULL
);

-- +goose Down
DROP TABLE greetings;
