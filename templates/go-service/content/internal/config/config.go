// Package config reads the configuration from the environment.
package config

import (
	"fmt"
	"log/slog"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Config is all that can be set; docs/configuration.md says what it means.
type Config struct {
	Host               string
	Port               int
	LogLevel           slog.Level
	ServiceName        string
	ServiceVersion     string
	RequestTimeout     time.Duration
	ShutdownTimeout    time.Duration
	RateLimitPerMinute int
	PhrasebookURL      string
	PhrasebookTimeout  time.Duration
	FlagsURL           string
	OTLPEndpoint       string
	PyroscopeAddress   string
{% if values.database == "postgresql" %}
	DatabaseURL        string
{% endif %}
}

// Load reads and checks every variable. An empty variable is an absent one. The
// error names all that are wrong, and never a value.
func Load(getenv func(string) string) (Config, error) {
	env := environment{getenv: getenv}
	cfg := Config{
		Host:               env.text("HOST", "0.0.0.0"),
		Port:               env.number("PORT", 8080, 0, 65_535),
		LogLevel:           env.level("LOG_LEVEL", slog.LevelInfo),
		ServiceName:        env.text("OTEL_SERVICE_NAME", "${{ values.name }}"),
		ServiceVersion:     env.text("SERVICE_VERSION", "development"),
		RequestTimeout:     env.milliseconds("REQUEST_TIMEOUT_MS", 10_000),
		ShutdownTimeout:    env.milliseconds("SHUTDOWN_TIMEOUT_MS", 25_000),
		RateLimitPerMinute: env.number("RATE_LIMIT_PER_MINUTE", 600, 1, 1_000_000),
		PhrasebookURL:      env.address("PHRASEBOOK_URL", "http", "https"),
		PhrasebookTimeout:  env.milliseconds("PHRASEBOOK_TIMEOUT_MS", 2_000),
		FlagsURL:           env.address("FLAGS_URL", "http", "https"),
		OTLPEndpoint:       env.address("OTEL_EXPORTER_OTLP_ENDPOINT", "http", "https"),
		PyroscopeAddress:   env.address("PYROSCOPE_SERVER_ADDRESS", "http", "https"),
{% if values.database == "postgresql" %}
		DatabaseURL:        env.required("DATABASE_URL", env.address("DATABASE_URL", "postgres", "postgresql")),
{% endif %}
	}
	if len(env.problems) > 0 {
		return Config{}, fmt.Errorf("invalid environment: %s", strings.Join(env.problems, "; "))
	}
	return cfg, nil
}

// environment collects what is wrong, so that all of it is told at once.
type environment struct {
	getenv   func(string) string
	problems []string
}

func (e *environment) wrong(name, expected string) {
	e.problems = append(e.problems, name+": "+expected)
}

func (e *environment) text(name, fallback string) string {
	if value := e.getenv(name); value != "" {
		return value
	}
	return fallback
}

func (e *environment) number(name string, fallback, least, most int) int {
	value := e.getenv(name)
	if value == "" {
		return fallback
	}
	number, err := strconv.Atoi(value)
	if err != nil || number < least || number > most {
		e.wrong(name, fmt.Sprintf("must be a whole number from %d to %d", least, most))
	}
	return number
}

func (e *environment) milliseconds(name string, fallback int) time.Duration {
	const day = 86_400_000
	return time.Duration(e.number(name, fallback, 1, day)) * time.Millisecond
}

func (e *environment) level(name string, fallback slog.Level) slog.Level {
	switch e.getenv(name) {
	case "":
		return fallback
	case "debug":
		return slog.LevelDebug
	case "info":
		return slog.LevelInfo
	case "warn":
		return slog.LevelWarn
	case "error":
		return slog.LevelError
	default:
		e.wrong(name, "must be debug, info, warn or error")
		return fallback
	}
}

func (e *environment) address(name string, schemes ...string) string {
	value := e.getenv(name)
	if value == "" {
		return ""
	}
	parsed, err := url.Parse(value)
	if err == nil && parsed.Host != "" {
		for _, scheme := range schemes {
			if parsed.Scheme == scheme {
				return value
			}
		}
	}
	e.wrong(name, "must be an address that begins with "+strings.Join(schemes, ":// or ")+"://")
	return ""
}
{% if values.database == "postgresql" %}

func (e *environment) required(name, value string) string {
	if e.getenv(name) == "" {
		e.wrong(name, "is required")
	}
	return value
}
{% endif %}
