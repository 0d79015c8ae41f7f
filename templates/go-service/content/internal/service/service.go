// Package service puts the service together, starts and stops it.
package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"

	"${{ values.host }}/${{ values.repository }}/internal/config"
{% if values.database == "postgresql" %}
	"${{ values.host }}/${{ values.repository }}/internal/database"
{% endif %}
	"${{ values.host }}/${{ values.repository }}/internal/flags"
	"${{ values.host }}/${{ values.repository }}/internal/greetings"
	"${{ values.host }}/${{ values.repository }}/internal/health"
	"${{ values.host }}/${{ values.repository }}/internal/outbound"
	"${{ values.host }}/${{ values.repository }}/internal/telemetry"
	"${{ values.host }}/${{ values.repository }}/internal/web"
)

// How long the last traces and profiles may take to leave.
const farewell = 2 * time.Second

// Run serves until the context ends, then lets requests in flight finish.
func Run(ctx context.Context, cfg config.Config, logger *slog.Logger) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort(cfg.Host, strconv.Itoa(cfg.Port)))
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	return Serve(ctx, cfg, logger, listener)
}

// Serve is Run on a listener that is there already, and closes it.
func Serve(ctx context.Context, cfg config.Config, logger *slog.Logger, listener net.Listener) error {
	defer listener.Close()
	// Nothing that stops with the context may cut short what is still in flight.
	lasting := context.WithoutCancel(ctx)
	stopTracing, err := telemetry.StartTracing(lasting, cfg, logger)
	if err != nil {
		return err
	}
	stopProfiling, err := telemetry.StartProfiling(cfg)
	if err != nil {
		return err
	}
	defer func() {
		bye, cancel := context.WithTimeout(lasting, farewell)
		defer cancel()
		// What gets lost does not make an orderly end a failure.
		if lost := errors.Join(stopTracing(bye), stopProfiling(bye)); lost != nil {
			logger.WarnContext(bye, "traces or profiles were lost", slog.Any("error", lost))
		}
	}()

{% if values.database == "postgresql" %}
	store, err := database.Open(lasting, cfg.DatabaseURL)
	if err != nil {
		return err
	}
	defer store.Close()
	handler, checks, err := build(lasting, cfg, logger, store)
{% else %}
	handler, checks, err := build(lasting, cfg, logger)
{% endif %}
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: cfg.RequestTimeout,
		ReadTimeout:       cfg.RequestTimeout,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	logger.InfoContext(ctx, "listening", slog.String("address", listener.Addr().String()))

	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	logger.InfoContext(lasting, "closing")
	checks.Drain()
	limit, cancel := context.WithTimeout(lasting, cfg.ShutdownTimeout)
	defer cancel()
	if err := server.Shutdown(limit); err != nil {
		_ = server.Close()
		return fmt.Errorf("requests in flight were cut short: %w", err)
	}
	return nil
}

// build puts routes and all around them together.
{% if values.database == "postgresql" %}
func build(ctx context.Context, cfg config.Config, logger *slog.Logger, store *database.Store) (http.Handler, *health.Checks, error) {
	greeter := &greetings.Greeter{Logger: logger, Counter: store}
	checks := &health.Checks{
		Version: cfg.ServiceVersion,
		Dependencies: []health.Dependency{
			{Name: "database", Required: true, Up: store.Up},
		},
	}
{% else %}
func build(ctx context.Context, cfg config.Config, logger *slog.Logger) (http.Handler, *health.Checks, error) {
	greeter := &greetings.Greeter{Logger: logger}
	checks := &health.Checks{Version: cfg.ServiceVersion}
{% endif %}

	var err error
	if greeter.Flags, err = flags.New(ctx, cfg, os.Environ()); err != nil {
		return nil, nil, err
	}
	if cfg.PhrasebookURL != "" {
		phrasebook, err := outbound.New("phrasebook", cfg.PhrasebookURL, cfg.PhrasebookTimeout)
		if err != nil {
			return nil, nil, err
		}
		greeter.Phrasebook = phrasebook
		// Not required: greetings have a default without it.
		checks.Dependencies = append(checks.Dependencies, health.Dependency{
			Name: "phrasebook",
			Up:   func(context.Context) bool { return phrasebook.Up() },
		})
	}
	metrics := telemetry.NewMetrics(checks.Dependencies)
	errs := web.Errors{Logger: logger}

	mux := http.NewServeMux()
	mux.Handle("GET /healthz", errs.Handle(checks.Live))
	mux.Handle("GET /readyz", errs.Handle(checks.Ready))
	mux.Handle("GET /metrics", metrics.Handler())
	mux.Handle("GET /greetings/{name}",
		web.Limit(cfg.RateLimitPerMinute, errs.Handle(web.TooManyRequests), errs.Handle(greeter.Greet)))
	mux.Handle("/", errs.Handle(web.NotFound))

	route := func(r *http.Request) string {
		_, pattern := mux.Handler(r)
		if _, path, found := strings.Cut(pattern, " "); found {
			return path
		}
		return "unknown"
	}
	isProbe := func(r *http.Request) bool {
		switch r.URL.Path {
		case "/healthz", "/readyz", "/metrics":
			return true
		default:
			return false
		}
	}

	handler := web.Deadline(cfg.RequestTimeout, mux)
	handler = metrics.Measure(route, handler)
	handler = web.Log(logger, isProbe, handler)
	handler = web.RequestID(handler)
	handler = otelhttp.NewHandler(handler, "http",
		otelhttp.WithFilter(func(r *http.Request) bool { return !isProbe(r) }),
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string { return r.Method + " " + route(r) }),
	)
	return handler, checks, nil
}
