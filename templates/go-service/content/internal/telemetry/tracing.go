// Package telemetry sets up what observes the service: traces, metrics and
// profiles.
package telemetry

import (
	"context"
	"fmt"
	"log/slog"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"${{ values.host }}/${{ values.repository }}/internal/config"
)

// StartTracing starts OpenTelemetry. Spans are exported only when a collector is
// configured, but they always exist, so that logs carry trace ids on a laptop as
// well. Exporter and sampler read the standard OTEL_* variables by themselves.
// What is returned sends the last spans.
func StartTracing(ctx context.Context, cfg config.Config, logger *slog.Logger) (func(context.Context) error, error) {
	options := []sdktrace.TracerProviderOption{
		sdktrace.WithResource(resource.NewSchemaless(
			attribute.String("service.name", cfg.ServiceName),
			attribute.String("service.version", cfg.ServiceVersion),
		)),
	}
	if cfg.OTLPEndpoint != "" {
		exporter, err := otlptracehttp.New(ctx)
		if err != nil {
			return nil, fmt.Errorf("start traces: %w", err)
		}
		options = append(options, sdktrace.WithBatcher(exporter))
	}
	provider := sdktrace.NewTracerProvider(options...)
	otel.SetTracerProvider(provider)
	otel.SetTextMapPropagator(propagation.NewCompositeTextMapPropagator(
		propagation.TraceContext{},
		propagation.Baggage{},
	))
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) {
		logger.WarnContext(ctx, "traces were lost", slog.Any("error", err))
	}))
	return provider.Shutdown, nil
}
