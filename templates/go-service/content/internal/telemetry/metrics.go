package telemetry

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/felixge/httpsnoop"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"${{ values.host }}/${{ values.repository }}/internal/health"
)

// Metrics measures requests: latency, traffic and errors by the histogram,
// saturation by the gauge and the metrics of the process.
type Metrics struct {
	registry *prometheus.Registry
	duration *prometheus.HistogramVec
	inFlight prometheus.Gauge
}

// NewMetrics also reports whether the dependencies are up, each time it is asked.
func NewMetrics(dependencies []health.Dependency) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "http_request_duration_seconds",
			Help:    "Time that a request took to answer.",
			Buckets: prometheus.DefBuckets,
		}, []string{"method", "route", "status_code"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "http_requests_in_flight",
			Help: "Requests that have not been answered yet.",
		}),
	}
	m.registry.MustRegister(
		m.duration,
		m.inFlight,
		dependencyCollector(dependencies),
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

// Handler serves what Prometheus reads.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Measure measures all requests to next. The route is the pattern, not the
// address: the number of series stays bounded.
func (m *Metrics) Measure(route func(*http.Request) string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.inFlight.Inc()
		defer m.inFlight.Dec()
		taken := httpsnoop.CaptureMetrics(next, w, r)
		m.duration.
			WithLabelValues(methodOf(r), route(r), strconv.Itoa(taken.Code)).
			Observe(taken.Duration.Seconds())
	})
}

// methodOf keeps methods that somebody made up from becoming series.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut,
		http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return r.Method
	default:
		return "other"
	}
}

var dependencyUp = prometheus.NewDesc(
	"dependency_up",
	"Whether what the service relies on answers, 1 or 0.",
	[]string{"dependency"}, nil,
)

type dependencyCollector []health.Dependency

func (dependencyCollector) Describe(descs chan<- *prometheus.Desc) { descs <- dependencyUp }

func (c dependencyCollector) Collect(metrics chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	for _, dependency := range c {
		up := 0.0
		if dependency.Up(ctx) {
			up = 1
		}
		metrics <- prometheus.MustNewConstMetric(dependencyUp, prometheus.GaugeValue, up, dependency.Name)
	}
}
