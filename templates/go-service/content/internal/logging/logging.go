// Package logging writes JSON lines, with the ids that lead from a line to its
// request and its trace.
package logging

import (
	"context"
	"io"
	"log/slog"
	"strings"

	"go.opentelemetry.io/otel/trace"

	"${{ values.host }}/${{ values.repository }}/internal/config"
)

// New returns a logger for one JSON line each on out; the platform takes them
// from there.
func New(cfg config.Config, out io.Writer) *slog.Logger {
	lines := slog.NewJSONHandler(out, &slog.HandlerOptions{
		Level: cfg.LogLevel,
		ReplaceAttr: func(groups []string, attr slog.Attr) slog.Attr {
			if level, ok := attr.Value.Any().(slog.Level); ok && len(groups) == 0 {
				return slog.String(attr.Key, strings.ToLower(level.String()))
			}
			return attr
		},
	})
	return slog.New(contextHandler{lines}).With(
		slog.String("service", cfg.ServiceName),
		slog.String("version", cfg.ServiceVersion),
	)
}

type requestIDKey struct{}

// WithRequestID returns a context whose log lines carry the id of a request.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// RequestID returns the id that WithRequestID was given.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// contextHandler adds what the context knows.
type contextHandler struct{ slog.Handler }

func (h contextHandler) Handle(ctx context.Context, record slog.Record) error {
	if id := RequestID(ctx); id != "" {
		record.AddAttrs(slog.String("request_id", id))
	}
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		record.AddAttrs(
			slog.String("trace_id", span.TraceID().String()),
			slog.String("span_id", span.SpanID().String()),
		)
	}
	return h.Handler.Handle(ctx, record)
}

func (h contextHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return contextHandler{h.Handler.WithAttrs(attrs)}
}

func (h contextHandler) WithGroup(name string) slog.Handler {
	return contextHandler{h.Handler.WithGroup(name)}
}
