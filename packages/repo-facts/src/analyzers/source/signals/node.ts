import { routeRules, SignalRule } from './SignalRule';

/** Signals of JavaScript and TypeScript. */
export const nodeSignals: SignalRule[] = [
  ...routeRules([
    '\\.(?:get|all|head|use)\\(\\s*PATH\\s*,',
    '\\.route\\(\\s*PATH\\s*\\)',
    // A path alone may be that of a page; with a method it is an endpoint.
    '\\bmethod\\s*:[^{}]{0,100}\\b(?:url|path)\\s*:\\s*PATH',
    '\\b(?:url|path)\\s*:\\s*PATH[^{}]{0,100}\\bmethod\\s*:',
    '\\b(?:endpoint|exposeStatusRoute)\\s*:\\s*PATH',
    '\\b(?:url|pathname|path)\\s*===?\\s*PATH',
    '\\bcase\\s+PATH',
    '@(?:Get|All|Controller)\\(\\s*NAME',
  ]),
  {
    signal: 'health-route',
    words: [
      'healthChecks',
      'createLightship',
      'exposeStatusRoute',
      'HealthImplementation',
    ],
    pattern:
      /\bnew\s+HealthImplementation\(|\bhealthChecks\s*:\s*\{|\bcreateLightship\(|\bexposeStatusRoute\s*:\s*(?!false)/,
  },
  {
    signal: 'metrics-route',
    words: ['PrometheusExporter', 'MetricReader', 'OTEL_METRICS_EXPORTER'],
    pattern:
      /\bnew\s+(?:PrometheusExporter|PeriodicExportingMetricReader)\(|\bprocess\.env\.OTEL_METRICS_EXPORTER\b/,
  },
  {
    signal: 'signal-handler',
    words: [
      'SIGTERM',
      'Grace',
      'Shutdown',
      'Terminus',
      'Lightship',
      'process.on',
    ],
    pattern:
      /\bprocess\.(?:on|once)\(\s*(?:["'`]SIGTERM|(?:signal|sig)\b)|\b(?:closeWithGrace|createTerminus|createLightship|enableShutdownHooks|gracefulShutdown|GracefulShutdown|createHttpTerminator)\(/,
  },
  {
    signal: 'error-handler',
    words: [
      ...['rror', 'uncaughtException', 'useGlobalFilters', '@Catch'],
      'await next',
    ],
    pattern:
      /\bsetErrorHandler(?:<[\w\s.,<>|]{1,100}>)?\(|\.use\(\s*(?:async\s+)?(?:function(?:\s+\w{1,40})?\s*)?\(\s*_?err(?:or)?\b[^()]{0,100},[^()]{0,100},[^()]{0,100}\)|\bfunction\s+\w{1,60}\(\s*_?err(?:or)?\b[^()]{0,100},\s*_?req[^()]{0,100},[^()]{0,100},[^()]{0,100}\)|\.use\(\s*\w{0,40}[eE]rrorHandler\b|\.onError\(\s*|\btry\s*\{\s*await\s+next\(\)|\buseGlobalFilters\(|@Catch\(|\bprocess\.(?:on|once)\(\s*["'`](?:uncaughtException|unhandledRejection)/,
  },
  {
    signal: 'timeout',
    words: ['imeout'],
    pattern:
      /\bAbortSignal\.timeout\(|\b(?:requestTimeout|connectTimeout|headersTimeout|bodyTimeout|connectionTimeoutMillis|query_timeout|statement_timeout)\s*:\s*\S|\b(?:axios|got|ky|fetch|undici|ofetch)\b[\w.]{0,20}\([^()]{0,300}\btimeout\s*:|\bpTimeout\(/,
  },
  {
    signal: 'retry',
    words: ['etry', 'etries'],
    pattern:
      /\b(?:pRetry|asyncRetry|axiosRetry|fetchRetry|withRetry|withRetries|retryWithBackoff)\(|\bretry\(\s*(?:async\b|\(|handleAll|handleType)|\bnew\s+RetryAgent\(|\binterceptors\.retry\(|\bretry\s*:\s*\{\s*(?:limit|retries|maxRetries)\b/,
  },
  {
    signal: 'circuit-breaker',
    words: ['ircuitBreaker'],
    pattern: /\bnew\s+CircuitBreaker\(|\bcircuitBreaker\(/,
  },
  {
    signal: 'rate-limit',
    words: ['ateLimit', 'rate-limit', 'Throttler', 'Bottleneck', 'slowDown'],
    pattern:
      /\b(?:rateLimit|fastifyRateLimit|slowDown)\(|\.register\(\s*(?:rateLimit|fastifyRateLimit|import\(\s*["']@fastify\/rate-limit)|\bThrottlerModule\.|\bnew\s+(?:Bottleneck|RateLimiter\w{0,30})\(/,
  },
  {
    signal: 'structured-logging',
    words: ['pino', 'winston', 'bunyan', 'logger'],
    pattern:
      /\bpino(?:Http)?\(|\bwinston\.createLogger\(|\bbunyan\.createLogger\(|\b[fF]astify\(\s*\{[^}]{0,300}\blogger(?:Instance)?\b\s*(?::\s*(?!false)\S|,|\})/,
  },
  {
    signal: 'tracing-setup',
    words: ['NodeSDK', 'TracerProvider', 'nstrumentation', 'Otel'],
    pattern:
      /\bnew\s+(?:NodeSDK|NodeTracerProvider|BasicTracerProvider|FastifyOtelInstrumentation)\(|\bregisterInstrumentations\(|\bgetNodeAutoInstrumentations\(|\b(?:import|require\()\s*["']@opentelemetry\/auto-instrumentations-node\/register/,
  },
  {
    signal: 'environment-configuration',
    words: ['process.env', 'envSchema', 'cleanEnv', 'env.get'],
    pattern: /\bprocess\.env\b|\benvSchema\(|\bcleanEnv\(/,
  },
  {
    signal: 'feature-flag',
    words: ['OpenFeature', 'Value(', 'unleash', 'variation'],
    pattern:
      /\bOpenFeature\.\w|\.get(?:Boolean|String|Number|Object)(?:Value|Details)\(\s*["'`]|\bunleash\.isEnabled\(|\b(?:ld|ldClient|launchDarkly)\.(?:bool)?[vV]ariation\(/,
  },
  {
    signal: 'migration-run',
    words: ['migrate', 'runMigrations', 'umzug'],
    pattern:
      /\.migrate\.latest\(|\.migrateToLatest\(|\.runMigrations\(|\bumzug\.up\(/,
  },
];
