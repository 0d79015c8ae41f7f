// Package database keeps what the service remembers, in PostgreSQL.
package database

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Store asks the database, over a pool of connections.
type Store struct{ pool *pgxpool.Pool }

// Open does not connect yet: a database that is down makes the service unready,
// not unable to start.
func Open(ctx context.Context, address string) (*Store, error) {
	cfg, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("address of the database: %w", err)
	}
	// The bulkhead: further requests wait for their turn.
	cfg.MaxConns = 10
	cfg.ConnConfig.ConnectTimeout = 2 * time.Second
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	return &Store{pool: pool}, nil
}

// Close waits until no connection is in use.
func (s *Store) Close() { s.pool.Close() }

// Up tells whether the database answers.
func (s *Store) Up(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	return s.pool.Ping(ctx) == nil
}

// Count counts how often somebody was greeted, this time included.
func (s *Store) Count(ctx context.Context, name string) (times int, err error) {
	err = s.pool.QueryRow(ctx, `
		INSERT INTO greetings (name, times, greeted_at)
		VALUES ($1, 1, now())
		ON CONFLICT (name) DO UPDATE
		SET times = greetings.times + 1, greeted_at = now()
		RETURNING times`, name).Scan(&times)
	return times, err
}
