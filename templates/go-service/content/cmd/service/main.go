// Command service is the whole service in one file: it serves, asks itself for
// its health{% if values.database == "postgresql" %}, and migrates its database{% endif %}.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"${{ values.host }}/${{ values.repository }}/internal/config"
{% if values.database == "postgresql" %}
	"${{ values.host }}/${{ values.repository }}/internal/database"
{% endif %}
	"${{ values.host }}/${{ values.repository }}/internal/logging"
	"${{ values.host }}/${{ values.repository }}/internal/service"
)

func main() {
	// SIGTERM and SIGINT end the context: no new connections are taken, and
	// requests in flight finish.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()

	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	cfg, err := config.Load(os.Getenv)
	if err != nil {
		return err
	}
	logger := logging.New(cfg, os.Stdout)
	// What libraries log, they log here as well.
	slog.SetDefault(logger)

	switch strings.Join(args, " ") {
	case "":
		return service.Run(ctx, cfg, logger)
	case "healthcheck":
		return checkHealth(ctx, cfg.Port)
{% if values.database == "postgresql" %}
	case "migrate up":
		return database.MigrateUp(ctx, cfg.DatabaseURL)
	case "migrate down":
		return database.MigrateDown(ctx, cfg.DatabaseURL)
{% endif %}
	default:
{% if values.database == "postgresql" %}
		return errors.New("usage: service [healthcheck | migrate up | migrate down]")
{% else %}
		return errors.New("usage: service [healthcheck]")
{% endif %}
	}
}

// checkHealth is for the HEALTHCHECK of the image, which has no other program.
func checkHealth(ctx context.Context, port int) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	url := "http://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) + "/healthz"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("/healthz answered %s", response.Status)
	}
	return nil
}
