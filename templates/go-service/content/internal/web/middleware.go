package web

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
	"time"

	"github.com/felixge/httpsnoop"
	"github.com/go-chi/httprate"

	"${{ values.host }}/${{ values.repository }}/internal/logging"
)

var requestIDPattern = regexp.MustCompile(`^[\w.-]{1,64}$`)

// RequestID takes over the id of the caller when it looks like one, and makes one
// otherwise.
func RequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get("X-Request-Id")
		if !requestIDPattern.MatchString(id) {
			id = rand.Text()
		}
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(logging.WithRequestID(r.Context(), id)))
	})
}

// Log writes one line for each request; those of probes only when they fail.
func Log(logger *slog.Logger, isProbe func(*http.Request) bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		taken := httpsnoop.CaptureMetrics(next, w, r)
		if isProbe(r) && taken.Code == http.StatusOK {
			return
		}
		logger.InfoContext(r.Context(), "request completed",
			slog.String("method", r.Method),
			slog.String("path", r.URL.Path),
			slog.Int("status", taken.Code),
			slog.Int64("duration_ms", taken.Duration.Milliseconds()),
		)
	})
}

// Deadline ends what a request waits for; its caller then gets a 503.
func Deadline(limit time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// Limit allows each client so many requests in a minute.
func Limit(perMinute int, tooMany, next http.Handler) http.Handler {
	limiter := httprate.Limit(perMinute, time.Minute,
		httprate.WithKeyFuncs(func(r *http.Request) (string, error) { return clientOf(r), nil }),
		httprate.WithLimitHandler(tooMany.ServeHTTP),
	)
	return limiter(next)
}

// clientOf returns the address that the proxies of the cluster saw. What comes
// from elsewhere may claim to be anybody, and is not asked.
func clientOf(r *http.Request) string {
	client, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		client = r.RemoteAddr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && isOurs(client); i-- {
		hop := strings.TrimSpace(hops[i])
		if _, err := netip.ParseAddr(hop); err != nil {
			break
		}
		client = hop
	}
	return client
}

func isOurs(address string) bool {
	ip, err := netip.ParseAddr(address)
	return err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast())
}
