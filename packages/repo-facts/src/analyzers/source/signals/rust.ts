import { routeRules, SignalRule } from './SignalRule';

/** Signals of Rust. */
export const rustSignals: SignalRule[] = [
  ...routeRules([
    '\\.route\\(\\s*PATH\\s*,',
    '#\\[(?:get|head)\\(\\s*PATH',
    '\\bweb::(?:resource|scope)\\(\\s*PATH',
    '\\bwarp::path!?\\(\\s*NAME',
  ]),
  {
    signal: 'health-route',
    words: ['health_reporter'],
    pattern: /\bhealth_reporter\(/,
  },
  {
    signal: 'metrics-route',
    words: ['rometheus'],
    pattern:
      /\bPrometheusMetric(?:Layer|s)\w{0,20}\b|\bPrometheusBuilder::new\(|\bprometheus::TextEncoder\b|\bTextEncoder::new\(/,
  },
  {
    signal: 'signal-handler',
    words: ['graceful', 'signal', 'HttpServer', 'rocket'],
    // The servers of Actix and Rocket stop gracefully by themselves.
    pattern:
      /\.with_graceful_shutdown\(|\bsignal::(?:ctrl_c|unix)\b|\bsignal_hook\w{0,10}::|\bHttpServer::new\(|\brocket::build\(/,
  },
  {
    signal: 'error-handler',
    words: ['ResponseError', 'IntoResponse', 'CatchPanic', 'catch(', 'recover'],
    pattern:
      /\bimpl\s+(?:[\w:]{1,40}::)?(?:ResponseError|IntoResponse)\s+for\s+\w{0,60}(?:Err|Error|Failure|Rejection)\w{0,40}|\bCatchPanicLayer\b|#\[catch\(|\.recover\(/,
  },
  {
    signal: 'timeout',
    words: ['imeout'],
    pattern:
      /\.(?:connect_|read_|acquire_)?timeout\(|\btime::timeout\(|\bTimeoutLayer::/,
  },
  {
    signal: 'retry',
    words: ['etry', 'ackoff'],
    pattern:
      /\bExponentialBackoff\w{0,20}\b|\bExponentialBuilder\b|\bRetryTransientMiddleware\b|\bRetry::spawn\(/,
  },
  {
    signal: 'circuit-breaker',
    words: ['ircuit', 'failsafe'],
    pattern: /\bfailsafe::|\bCircuitBreaker\w{0,20}(?:::|\s*\{)/,
  },
  {
    signal: 'rate-limit',
    words: ['overnor', 'ateLimit'],
    pattern:
      /\bGovernor(?:Layer|ConfigBuilder|::new)\b|\bRateLimit(?:er|Layer)::/,
  },
  {
    signal: 'logging',
    words: ['_logger', 'tracing_subscriber', 'fern', 'log4rs'],
    pattern:
      /\btracing_subscriber::|\b(?:env|simple|pretty_env)_logger::|\bfern::Dispatch|\blog4rs::/,
  },
  {
    signal: 'structured-logging',
    words: ['.json()', 'BunyanFormattingLayer', 'json_subscriber'],
    pattern:
      /\bfmt(?:::layer)?\(\)[\s\w.():,]{0,200}?\.json\(\)|\bBunyanFormattingLayer::new\(|\bjson_subscriber::/,
  },
  {
    signal: 'tracing-setup',
    words: ['TracerProvider', 'tracing_opentelemetry', 'opentelemetry_otlp'],
    pattern:
      /\bTracerProvider::builder\(|\btracing_opentelemetry::layer\(|\bopentelemetry_otlp::/,
  },
  {
    signal: 'environment-configuration',
    words: ['env', 'Env::'],
    pattern:
      /\benv::var(?:_os)?\(|\benvy::(?:from_env|prefixed)\b|\bEnvironment::with_prefix\(|\bEnvironment::default\(|\bEnv::(?:prefixed|raw)\(|#\[(?:arg|clap)\([^\]\n]{0,200}\benv\b/,
  },
  {
    signal: 'feature-flag',
    words: ['open_feature', 'OpenFeature'],
    pattern: /\bopen_feature::|\bOpenFeature::/,
  },
  {
    signal: 'migration-run',
    words: ['migrat'],
    pattern:
      /\bmigrate!\(|\bembed_migrations!\(|\brun_pending_migrations\(|\bMigrator::up\(/,
  },
];
