package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"git.example.com/pelican-post/sort-engine/internal/belts"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

var duration = promauto.NewHistogramVec(prometheus.HistogramOpts{
	Name: "http_request_duration_seconds",
	Help: "How long requests take",
}, []string{"route", "status"})

func newHandler(table *belts.Table) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if table.Len() == 0 {
			http.Error(w, "the belt table is empty", http.StatusServiceUnavailable)
		}
	})
	mux.Handle("GET /metrics", promhttp.Handler())
	mux.HandleFunc("GET /belts/{postcode}", func(w http.ResponseWriter, r *http.Request) {
		belt, ok := table.For(r.PathValue("postcode"))
		if !ok {
			http.Error(w, "no belt for this postcode", http.StatusNotFound)
			return
		}
		w.Header().Set("content-type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]int{"belt": belt})
	})
	return observe(recovered(mux))
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// observe logs and measures each request.
func observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		id := r.Header.Get("x-request-id")
		if id == "" {
			bytes := make([]byte, 8)
			_, _ = rand.Read(bytes)
			id = hex.EncodeToString(bytes)
		}
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		duration.WithLabelValues(r.Pattern, strconv.Itoa(seen.status)).Observe(time.Since(started).Seconds())
		slog.Info("request", "request_id", id, "path", r.URL.Path, "status", seen.status)
	})
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
