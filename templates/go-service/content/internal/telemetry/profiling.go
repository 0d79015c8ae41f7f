package telemetry

import (
	"context"
	"fmt"

	"github.com/grafana/pyroscope-go"

	"${{ values.host }}/${{ values.repository }}/internal/config"
)

// StartProfiling sends profiles of CPU and memory all the time when a Pyroscope
// server is configured. A server that is away costs profiles, nothing else. What
// is returned sends the last profile.
func StartProfiling(cfg config.Config) (func(context.Context) error, error) {
	if cfg.PyroscopeAddress == "" {
		return func(context.Context) error { return nil }, nil
	}
	profiler, err := pyroscope.Start(pyroscope.Config{
		ApplicationName: cfg.ServiceName,
		ServerAddress:   cfg.PyroscopeAddress,
		Tags:            map[string]string{"version": cfg.ServiceVersion},
	})
	if err != nil {
		return nil, fmt.Errorf("start profiles: %w", err)
	}
	return func(ctx context.Context) error {
		stopped := make(chan error, 1)
		go func() {
			profiler.Flush(true)
			stopped <- profiler.Stop()
		}()
		select {
		case err := <-stopped:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}, nil
}
