import { dependencyHealthRules, routeRules, SignalRule } from './SignalRule';

const routes = [
  '\\.route\\(\\s*PATH\\s*,',
  '#\\[(?:get|head)\\(\\s*PATH',
  '\\bweb::(?:resource|scope)\\(\\s*PATH',
  '\\bwarp::path!?\\(\\s*NAME',
];

/** Signals of Rust. */
export const rustSignals: SignalRule[] = [
  ...routeRules(routes),
  ...dependencyHealthRules({
    sources: routes,
    afterRoute: /\.route\(|#\[(?:get|post|put|delete)\(|\nfn\s|\n\}/,
    functions: /\bfn\s+\w{0,40}(?:health|ready|readiness)\w{0,40}\s*\(/,
    afterFunction: /\n(?:pub|async|fn)\s/,
    asks: /\bselect\s+1\b|\.(?:ping|execute|fetch_one|is_valid|acquire)\(|\b(?:check|ask|ping|probe)_(?:database|db|postgres|redis|connection|dependenc)\w{0,30}\(/i,
  }),
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
  {
    signal: 'drain',
    words: ['graceful', 'HttpServer', 'rocket'],
    // The servers of Actix and Rocket finish their requests by themselves.
    pattern:
      /\bwith_graceful_shutdown\(|\bserve_with_shutdown\(|\bHttpServer::new\(|\brocket::build\(/,
  },
  {
    signal: 'bulkhead',
    words: ['ConcurrencyLimit', 'Semaphore', 'max_'],
    pattern:
      /\bConcurrencyLimitLayer::|\bSemaphore::new\(|\.max_connections\(|\.max_size\(|\.pool_max_idle_per_host\(/,
  },
  {
    signal: 'request-id',
    words: ['equestId', 'request_id', 'x-request-id'],
    pattern:
      /\bSetRequestIdLayer\b|\bPropagateRequestIdLayer\b|\bMakeRequestUuid\b|\brequest_id\s*=\s*[%?]|\bRequestId\b/,
  },
  {
    signal: 'trace-propagation',
    words: ['propagat', 'TracingMiddleware', 'reqwest_tracing'],
    pattern:
      /\binject_context\(|\bset_text_map_propagator\(|\bTracingMiddleware\b|\breqwest_tracing::/,
  },
  {
    signal: 'log-trace-correlation',
    words: ['trace_id', 'OpenTelemetryTracingBridge'],
    pattern: /\btrace_id\s*=\s*[%?]|\bOpenTelemetryTracingBridge::new\(/,
  },
  {
    signal: 'dynamic-configuration',
    words: ['notify', 'SIGHUP', 'hangup'],
    pattern: /\bnotify::recommended_watcher\(|\bSignalKind::hangup\(/,
  },
];
