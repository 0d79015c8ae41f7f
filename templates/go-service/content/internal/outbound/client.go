// Package outbound calls other services, and keeps their troubles from becoming
// ours.
package outbound

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/sony/gobreaker/v2"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
)

const (
	attempts          = 3
	failuresToOpen    = 5
	openFor           = 10 * time.Second
	concurrentCalls   = 20
	longestAnswer     = 1 << 20
	shortestWait      = 50 * time.Millisecond
	longestWait       = 500 * time.Millisecond
	connectionTimeout = 90 * time.Second
)

// StatusError says that the other side answered, but not with success.
type StatusError struct {
	Name   string
	Status int
}

func (e *StatusError) Error() string { return fmt.Sprintf("%s answered %d", e.Name, e.Status) }

// Client calls one other service: with a timeout for each attempt, retries with
// exponential back-off and jitter, a circuit breaker, and a bulkhead.
type Client struct {
	name    string
	base    *url.URL
	http    http.Client
	breaker *gobreaker.CircuitBreaker[[]byte]
}

// New returns a client of the service at an address. The timeout is for one
// attempt.
func New(name, address string, timeout time.Duration) (*Client, error) {
	base, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("address of %s: %w", name, err)
	}
	return &Client{
		name: name,
		base: base,
		http: http.Client{
			Timeout: timeout,
			// Hands the trace on, and has a span for each attempt.
			Transport: otelhttp.NewTransport(&http.Transport{
				Proxy: http.ProxyFromEnvironment,
				// The bulkhead: further calls wait for their turn, as long as
				// their time allows. A slow peer cannot take all.
				MaxConnsPerHost:     concurrentCalls,
				MaxIdleConnsPerHost: concurrentCalls,
				IdleConnTimeout:     connectionTimeout,
			}),
		},
		breaker: gobreaker.NewCircuitBreaker[[]byte](gobreaker.Settings{
			Name:    name,
			Timeout: openFor,
			ReadyToTrip: func(counts gobreaker.Counts) bool {
				return counts.ConsecutiveFailures >= failuresToOpen
			},
			IsSuccessful: func(err error) bool { return err == nil || !isTransient(err) },
			// Our own caller went away: that says nothing about the other side.
			IsExcluded: func(err error) bool { return errors.Is(err, context.Canceled) },
		}),
	}, nil
}

// Up is false while the circuit breaker keeps calls away from the other side.
func (c *Client) Up() bool { return c.breaker.State() != gobreaker.StateOpen }

// GetJSON asks for a path, which is safe to repeat, and reads the answer into
// target. It fails when all attempts failed, or at once while the circuit is open.
func (c *Client) GetJSON(ctx context.Context, path string, target any) error {
	waits := backoff.NewExponentialBackOff() // With jitter by default.
	waits.InitialInterval = shortestWait
	waits.MaxInterval = longestWait

	body, err := backoff.Retry(ctx, func() ([]byte, error) {
		body, err := c.breaker.Execute(func() ([]byte, error) { return c.get(ctx, path) })
		if err != nil && !isTransient(err) {
			return nil, backoff.Permanent(err)
		}
		return body, err
	}, backoff.WithBackOff(waits), backoff.WithMaxTries(attempts))
	if err != nil {
		return fmt.Errorf("ask %s: %w", c.name, err)
	}
	if err := json.Unmarshal(body, target); err != nil {
		return fmt.Errorf("answer of %s: %w", c.name, err)
	}
	return nil
}

func (c *Client) get(ctx context.Context, path string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base.JoinPath(path).String(), http.NoBody)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return nil, &StatusError{Name: c.name, Status: response.StatusCode}
	}
	return io.ReadAll(io.LimitReader(response.Body, longestAnswer))
}

// isTransient is false for a request that was wrong: it stays wrong, so it is not
// repeated, and says nothing about the health of the other side. An open circuit
// is not asked again either.
func isTransient(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.Status >= http.StatusInternalServerError || status.Status == http.StatusTooManyRequests
	}
	return !errors.Is(err, gobreaker.ErrOpenState) && !errors.Is(err, gobreaker.ErrTooManyRequests)
}
