import { routeRules, SignalRule } from './SignalRule';

/** Signals of Python. */
export const pythonSignals: SignalRule[] = [
  ...routeRules([
    '@[\\w.]{1,60}\\.(?:get|head|route|api_route)\\(\\s*PATH',
    '\\b(?:add_api_route|add_route|add_get|add_url_rule|mount)\\(\\s*PATH',
    '\\bRoute\\(\\s*PATH',
    '\\bMount\\(\\s*PATH',
    '\\bweb\\.get\\(\\s*PATH',
    '\\b(?:re_)?path\\(\\s*r?NAME\\s*,',
    '\\bself\\.path\\s*==\\s*PATH',
  ]),
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
    words: ['start_http_server', 'Instrumentator', 'PrometheusMetrics'],
    pattern:
      /\bstart_http_server\(|\bInstrumentator\([^()]{0,200}\)|\bPrometheusMetrics\(/,
  },
  {
    signal: 'signal-handler',
    words: ['SIGTERM', 'lifespan', 'shutdown'],
    pattern:
      /\bsignal\.signal\(\s*(?:signal\.)?(?:Signals\.)?SIGTERM|\badd_signal_handler\(\s*(?:signal\.)?SIGTERM|\basync\s+def\s+lifespan\(|\blifespan\s*=\s*\w|\.on_event\(\s*["']shutdown/,
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
    words: ['imeout', 'wait_for'],
    pattern:
      /\b(?:httpx|requests|aiohttp|session|client|http)\b[\w.]{0,60}\([^()]{0,300}\btimeout\s*=\s*(?!None)\S|\b(?:httpx\.Timeout|ClientTimeout|asyncio\.timeout|asyncio\.wait_for)\(/,
  },
  {
    signal: 'retry',
    words: ['retry', 'Retry', 'backoff'],
    pattern:
      /@(?:tenacity\.|stamina\.)?retry\b|@backoff\.on_|\b(?:Async)?Retrying\(|\bRetry\(\s*(?:total|connect|\d)/,
  },
  {
    signal: 'circuit-breaker',
    words: ['ircuit', 'reaker'],
    pattern:
      /\b(?:Async)?CircuitBreaker(?:Factory)?\(|@circuit\b|@\w{1,60}breaker\b/,
  },
  {
    signal: 'rate-limit',
    words: ['imiter'],
    pattern: /\b(?:Async)?Limiter\(|@limiter\.limit\(/,
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
];
