import { ProvidesTable } from './ProvidesTable';

/** What Go modules bring; a major version at the end of a path is ignored. */
export const goProvides: ProvidesTable = {
  'web-framework': [
    'github.com/gin-gonic/gin',
    'github.com/go-chi/chi',
    'github.com/gofiber/fiber',
    'github.com/gorilla/mux',
    'github.com/labstack/echo',
    'google.golang.org/grpc',
  ],
  logging: [
    'github.com/go-logr/*',
    'github.com/rs/zerolog',
    'github.com/sirupsen/logrus',
    'go.uber.org/zap',
  ],
  'structured-logging': [
    'github.com/go-logr/zapr',
    'github.com/rs/zerolog',
    'github.com/sirupsen/logrus',
    'go.uber.org/zap',
  ],
  metrics: [
    'github.com/VictoriaMetrics/metrics',
    'github.com/ansrivas/fiberprometheus',
    'github.com/labstack/echo-contrib',
    'github.com/prometheus/client_golang',
    'go.opentelemetry.io/otel/exporters/prometheus',
    'go.opentelemetry.io/otel/sdk/metric',
  ],
  tracing: [
    'go.opentelemetry.io/contrib/instrumentation/*',
    'go.opentelemetry.io/otel/exporters/otlp/otlptrace',
    'go.opentelemetry.io/otel/exporters/otlp/otlptrace/*',
    'go.opentelemetry.io/otel/sdk',
  ],
  'circuit-breaker': [
    'github.com/afex/hystrix-go',
    'github.com/eapache/go-resiliency',
    'github.com/failsafe-go/failsafe-go',
    'github.com/sony/gobreaker',
  ],
  retry: [
    'github.com/avast/retry-go',
    'github.com/cenkalti/backoff',
    'github.com/eapache/go-resiliency',
    'github.com/failsafe-go/failsafe-go',
    'github.com/hashicorp/go-retryablehttp',
    'github.com/sethvargo/go-retry',
  ],
  'rate-limit': [
    'github.com/didip/tollbooth',
    'github.com/go-chi/httprate',
    'github.com/ulule/limiter',
    'go.uber.org/ratelimit',
    'golang.org/x/time',
  ],
  health: [
    'github.com/alexliesenfeld/health',
    'github.com/hellofresh/health-go',
  ],
  'feature-flags': [
    'github.com/Unleash/unleash-client-go',
    'github.com/launchdarkly/go-server-sdk',
    'github.com/open-feature/*',
  ],
  configuration: [
    'github.com/caarlos0/env',
    'github.com/kelseyhightower/envconfig',
    'github.com/knadh/koanf',
    'github.com/sethvargo/go-envconfig',
    'github.com/spf13/viper',
  ],
  database: [
    'entgo.io/ent',
    'github.com/go-sql-driver/mysql',
    'github.com/jackc/pgx',
    'github.com/jmoiron/sqlx',
    'github.com/lib/pq',
    'github.com/mattn/go-sqlite3',
    'go.mongodb.org/mongo-driver',
    'gorm.io/gorm',
    'modernc.org/sqlite',
  ],
  migrations: [
    'ariga.io/atlas',
    'ariga.io/atlas-go-sdk',
    'github.com/golang-migrate/migrate',
    'github.com/pressly/goose',
    'github.com/rubenv/sql-migrate',
  ],
  profiling: [
    'cloud.google.com/go/profiler',
    'github.com/grafana/pyroscope-go',
  ],
  'test-framework': [
    'github.com/onsi/ginkgo',
    'github.com/stretchr/testify',
    'gotest.tools',
  ],
  'error-handling': ['github.com/getsentry/sentry-go'],
};
