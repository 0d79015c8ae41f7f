package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))
	fleet := newFleet()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {})
	mux.HandleFunc("PUT /vans/{van}", func(w http.ResponseWriter, r *http.Request) {
		var report Report
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&report); err != nil {
			http.Error(w, "not a report", http.StatusBadRequest)
			return
		}
		fleet.put(r.PathValue("van"), report)
		if report.Fuel < 10 {
			slog.Warn("van is low on fuel", "van", r.PathValue("van"), "fuel", report.Fuel)
		}
	})
	server := &http.Server{Addr: ":8080", Handler: recovered(mux), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
		defer stop()
		<-ctx.Done()
		_ = server.Shutdown(context.Background())
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		slog.Error("the server stopped", "error", err)
		os.Exit(1)
	}
}

// recovered turns a panic into a logged error and an answer without details.
func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if reason := recover(); reason != nil {
				slog.Error("request failed", "path", r.URL.Path, "error", reason)
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
