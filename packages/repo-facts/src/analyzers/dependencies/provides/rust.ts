import { ProvidesTable } from './ProvidesTable';

/** What Rust crates bring. */
export const rustProvides: ProvidesTable = {
  'web-framework': ['actix-web', 'axum', 'poem', 'rocket', 'tonic', 'warp'],
  logging: ['env_logger', 'log4rs', 'slog', 'tracing-subscriber'],
  'structured-logging': ['slog-json', 'tracing-bunyan-formatter'],
  metrics: [
    'actix-web-prom',
    'axum-prometheus',
    'metrics-exporter-prometheus',
    'opentelemetry-prometheus',
    'prometheus',
    'prometheus-client',
  ],
  tracing: ['opentelemetry-otlp', 'opentelemetry_sdk', 'tracing-opentelemetry'],
  'circuit-breaker': ['failsafe'],
  retry: ['again', 'backoff', 'backon', 'reqwest-retry', 'tokio-retry'],
  'rate-limit': ['actix-governor', 'governor', 'tower_governor'],
  health: ['tonic-health'],
  'feature-flags': ['open-feature', 'unleash-api-client'],
  configuration: ['config', 'dotenvy', 'envy', 'figment'],
  database: ['mongodb'],
  'relational-database': [
    'diesel',
    'mysql_async',
    'rusqlite',
    'sea-orm',
    'sqlx',
    'tokio-postgres',
  ],
  migrations: ['diesel_migrations', 'refinery', 'sea-orm-migration', 'sqlx'],
  profiling: ['pyroscope'],
  'test-framework': ['proptest', 'rstest'],
  'error-handling': ['sentry'],
  'request-id': ['tower-request-id'],
  'trace-propagation': ['reqwest-tracing'],
};
