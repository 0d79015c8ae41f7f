package database

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"

	// The driver "pgx" for database/sql, which goose works with.
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// MigrateUp runs all migrations that the database has not seen.
func MigrateUp(ctx context.Context, address string) error {
	return migrate(address, func(provider *goose.Provider) error {
		done, err := provider.Up(ctx)
		for _, result := range done {
			slog.InfoContext(ctx, "migrated", slog.String("result", result.String()))
		}
		return err
	})
}

// MigrateDown takes back the last migration.
func MigrateDown(ctx context.Context, address string) error {
	return migrate(address, func(provider *goose.Provider) error {
		result, err := provider.Down(ctx)
		if err == nil {
			slog.InfoContext(ctx, "migrated", slog.String("result", result.String()))
		}
		return err
	})
}

func migrate(address string, run func(*goose.Provider) error) error {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	defer db.Close()
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	// Two deployments at once: the second waits for the first.
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, files, goose.WithSessionLocker(locker))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	if err := run(provider); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}
