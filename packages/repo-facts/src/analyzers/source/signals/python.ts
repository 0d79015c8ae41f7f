import { dependencyHealthRules, routeRules, SignalRule } from './SignalRule';

const routes = [
  '@[\\w.]{1,60}\\.(?:get|head|route|api_route)\\(\\s*PATH',
  '\\b(?:add_api_route|add_route|add_get|add_url_rule|mount)\\(\\s*PATH',
  '\\bRoute\\(\\s*PATH',
  '\\bMount\\(\\s*PATH',
  '\\bweb\\.get\\(\\s*PATH',
  '\\b(?:re_)?path\\(\\s*r?NAME\\s*,',
  '\\bself\\.path\\s*==\\s*PATH',
  // Litestar: handlers are functions that know their paths.
  '(?<![\\w.])@(?:get|head|route)\\(\\s*PATH',
];

/** Signals of Python. */
export const pythonSignals: SignalRule[] = [
  ...routeRules(routes),
  ...dependencyHealthRules({
    sources: routes,
    afterRoute: /\n[ \t]*@\w/,
    functions: /\bdef\s+\w{0,40}(?:health|ready|readiness)\w{0,40}\(/,
    afterFunction: /\n[ \t]*(?:@|class\s|(?:async\s+)?def\s)/,
    asks: /\bselect\s+1\b|\.(?:ping|execute|scalar|is_connected|is_usable|ensure_connection|server_info|fetchval|connect|is_up|is_healthy|health_check)\(|\b(?:check|ask|ping|probe)_(?:database|db|postgres|redis|mongo|connection|dependenc)\w{0,30}\(|\b(?:database|db)_(?:is_)?(?:up|ready|healthy|ok)\b/i,
  }),
  {
    signal: 'health-route',
    words: ['add_HealthServicer_to_server'],
    pattern: /\badd_HealthServicer_to_server\(/,
  },
  {
    signal: 'logging',
    words: ['getLogger', 'dictConfig', 'LOGGING'],
    pattern:
      /\b(?:logging\.)?getLogger\(|\bdictConfig\(|\bLOGGING(?:_CONFIG)?\s*=/,
  },
  {
    signal: 'metrics-route',
    words: [
      'start_http_server',
      'Instrumentator',
      'PrometheusMetrics',
      'PrometheusController',
    ],
    pattern:
      /\bstart_http_server\(|\bInstrumentator\([^()]{0,200}\)|\bPrometheusMetrics\(|[[,]\s*PrometheusController\b/,
  },
  {
    signal: 'signal-handler',
    words: ['SIGTERM', 'lifespan', 'shutdown', 'run_app'],
    pattern:
      /\bsignal\.signal\(\s*(?:signal\.)?(?:Signals\.)?SIGTERM|\badd_signal_handler\(\s*(?:signal\.)?SIGTERM|\basync\s+def\s+lifespan\(|\blifespan\s*=\s*\w|\.on_event\(\s*["']shutdown|\bweb\.run_app\(/,
  },
  {
    signal: 'error-handler',
    words: [
      'exception_handler',
      'errorhandler',
      'handler500',
      'error_handler',
      'excepthook',
      'process_exception',
      'web.middleware',
    ],
    pattern:
      /@[\w.]{1,60}\.(?:exception_handler|errorhandler|app_errorhandler)\(|\b(?:add_exception_handler|register_error_handler)\(|\bexception_handlers\s*=|\bhandler500\s*=|\bsys\.excepthook\s*=|\bdef\s+process_exception\(|@web\.middleware\s+async\s+def\s+\w{0,40}(?:error|exception)/,
  },
  {
    signal: 'timeout',
    words: ['imeout', 'wait_for', 'TIMEOUT'],
    pattern:
      /\bpycurl\.TIMEOUT(?:_MS)?\b|\b(?:httpx|requests|aiohttp|session|client|http)\b[\w.]{0,60}\([^()]{0,300}\btimeout\s*=\s*(?!None)\S|\b(?:httpx\.Timeout|ClientTimeout|asyncio\.timeout|asyncio\.wait_for)\(/,
  },
  {
    signal: 'retry',
    words: ['retry', 'Retry', 'backoff'],
    pattern:
      /@(?:tenacity\.|stamina\.)?retry\b|@backoff\.on_|\b(?:Async)?Retrying\(|\bRetry\(\s*(?:total|connect|\d)|\bretry_backoff\s*=\s*(?!False)\w/,
  },
  {
    signal: 'circuit-breaker',
    words: ['ircuit', 'reaker'],
    pattern:
      /\b(?:Async)?CircuitBreaker(?:Factory)?\(|@circuit\b|@\w{1,60}breaker\b/,
  },
  {
    signal: 'rate-limit',
    words: ['imiter', 'RateLimitConfig'],
    pattern: /\b(?:Async)?Limiter\(|@limiter\.limit\(|\bRateLimitConfig\(/,
  },
  {
    signal: 'structured-logging',
    words: ['structlog', 'JsonFormatter', 'serialize'],
    pattern:
      /\bstructlog\.(?:configure|get_logger|stdlib)\b|\bJsonFormatter\(|\blogger\.add\([^()]{0,200}\bserialize\s*=\s*True/,
  },
  {
    signal: 'tracing-setup',
    words: ['TracerProvider', 'Instrumentor', 'tracer_provider'],
    pattern:
      /\bTracerProvider\(|\bset_tracer_provider\(|\b\w{1,60}Instrumentor(?:\(\))?\.instrument/,
  },
  {
    signal: 'environment-configuration',
    words: ['environ', 'getenv', 'BaseSettings', 'Dynaconf'],
    pattern:
      /\bos\.environ\b|\bos\.getenv\(|\(\s*(?:pydantic_settings\.)?BaseSettings\s*[,)]|\benviron\.Env\(|\bDynaconf\(/,
  },
  {
    signal: 'feature-flag',
    words: ['openfeature', 'get_boolean', 'UnleashClient', 'variation'],
    pattern:
      /\bget_(?:boolean|string|integer|float|object)_(?:value|details)\(|\bUnleashClient\(|\bldclient\b[\w.()]{0,20}\.variation\(/,
  },
  {
    signal: 'migration-run',
    words: ['command.upgrade'],
    pattern: /\bcommand\.upgrade\(/,
  },
  {
    signal: 'drain',
    words: [
      'graceful',
      'run_app',
      '.stop(',
      'close_all_connections',
      'uvicorn',
    ],
    pattern:
      /\b(?:timeout_graceful_shutdown|graceful_timeout|graceful_shutdown_timeout)\s*=|\bweb\.run_app\(|\b\w{0,20}server\.stop\(\s*(?:grace\s*=\s*)?[\w.]|\bclose_all_connections\(/,
  },
  {
    signal: 'bulkhead',
    words: ['max_', 'Semaphore', 'pool', 'limit', 'CapacityLimiter'],
    pattern:
      /\b(?:httpx\.)?Limits\([^()]{0,200}\bmax_connections\s*=|\b(?:Bounded)?Semaphore\(|\bCapacityLimiter\(|\bThreadPoolExecutor\([^()]{0,200}\bmax_workers\s*=|\bTCPConnector\([^()]{0,200}\blimit(?:_per_host)?\s*=|\b(?:pool_size|pool_maxsize|max_pool_size|maxPoolSize)\s*=\s*\w|\bcreate_pool\([^()]{0,300}\bmax_size\s*=/,
  },
  {
    signal: 'request-id',
    words: ['equest-', 'orrelation', 'request_id', 'equest_ID', 'RequestID'],
    pattern:
      /\.headers(?:\.get\(|\[)\s*b?["'][xX]-(?:[rR]equest|[cC]orrelation)-[iI][dD]["']|\bCorrelationIdMiddleware\b|\b(?:bind_contextvars|bound_contextvars|bind|contextualize)\([^()]{0,100}\brequest_id\s*=|\bRequestI[dD]\w{0,20}Middleware\b/,
  },
  {
    signal: 'trace-propagation',
    words: ['nstrumentor', 'inject('],
    pattern:
      /\b(?:HTTPXClient|Requests|AioHttpClient|AsyncioClient|URLLib3?|Urllib3?|GrpcInstrumentorClient|GrpcAioInstrumentorClient|Grpc\w{0,10}Client|Tornado|Celery|Botocore)Instrumentor\b|\bGrpc\w{0,4}InstrumentorClient\b|\b(?:propagate\.|propagator\.)?inject\(\s*(?:carrier|headers|\w{0,20}\.?headers)\b/,
  },
  {
    signal: 'log-trace-correlation',
    words: ['trace_id', 'LoggingInstrumentor', 'traceId'],
    pattern:
      /\bLoggingInstrumentor\b|\[\s*["'](?:trace_id|traceId|trace\.id)["']\s*\]\s*=|\btrace_id\s*=\s*(?:trace\.)?format(?:_trace_id)?\(|\b(?:bind_contextvars|bound_contextvars|bind)\([^()]{0,100}\btrace_id\s*=/,
  },
  {
    signal: 'dynamic-configuration',
    words: [
      'SIGHUP',
      'watch',
      'Provider',
      'UnleashClient',
      'ldclient',
      'reload',
    ],
    pattern:
      /\bsignal\.signal\(\s*(?:signal\.)?SIGHUP\s*,[^)]{0,100}(?:reload|config)|\badd_signal_handler\(\s*(?:signal\.)?SIGHUP|\b(?:FlagdProvider|OFREPProvider|LaunchDarklyProvider|FlagsmithProvider|UnleashClient)\(|\bldclient\.set_config\(|\bawatch\([^()]{0,80}(?:config|setting|flags)|\b(?:settings|config)\.reload\(/i,
  },
];
