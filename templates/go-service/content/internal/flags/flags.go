// Package flags reads feature flags through OpenFeature.
package flags

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/open-feature/go-sdk-contrib/providers/ofrep"
	"github.com/open-feature/go-sdk/openfeature"
	"github.com/open-feature/go-sdk/openfeature/memprovider"

	"${{ values.host }}/${{ values.repository }}/internal/config"
)

// New returns a client of the flag service where one is configured, such as
// flagd: it is asked each time, so that a flag changes without a restart. Else
// flags come from the environment: FLAG_WARM_GREETING=true for the flag
// FLAG_WARM_GREETING. A service that is down leaves each flag at its default.
func New(ctx context.Context, cfg config.Config, environ []string) (*openfeature.Client, error) {
	var provider openfeature.FeatureProvider = fromEnvironment(environ)
	if cfg.FlagsURL != "" {
		provider = ofrep.NewProvider(cfg.FlagsURL,
			ofrep.WithClient(&http.Client{Timeout: 500 * time.Millisecond}))
	}
	if err := openfeature.SetProviderWithContextAndWait(ctx, provider); err != nil {
		return nil, fmt.Errorf("start feature flags: %w", err)
	}
	return openfeature.NewClient(cfg.ServiceName), nil
}

func fromEnvironment(environ []string) memprovider.InMemoryProvider {
	known := map[string]memprovider.InMemoryFlag{}
	for _, variable := range environ {
		name, value, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, "FLAG_") {
			continue
		}
		known[name] = memprovider.InMemoryFlag{
			State:          memprovider.Enabled,
			DefaultVariant: "environment",
			Variants:       map[string]any{"environment": value == "true"},
		}
	}
	return memprovider.NewInMemoryProvider(known)
}
