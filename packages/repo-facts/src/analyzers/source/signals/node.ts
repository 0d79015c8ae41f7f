import { dependencyHealthRules, routeRules, SignalRule } from './SignalRule';

const routes = [
  '\\.(?:get|all|head|use)\\(\\s*PATH\\s*,',
  '\\.route\\(\\s*PATH\\s*\\)',
  // A path alone may be that of a page; with a method it is an endpoint.
  '\\bmethod\\s*:[^{}]{0,100}\\b(?:url|path)\\s*:\\s*PATH',
  '\\b(?:url|path)\\s*:\\s*PATH[^{}]{0,100}\\bmethod\\s*:',
  '\\b(?:endpoint|exposeStatusRoute)\\s*:\\s*PATH',
  '\\b(?:url|pathname|path)\\s*===?\\s*PATH',
  '\\bcase\\s+PATH',
  '@(?:Get|All|Controller)\\(\\s*NAME',
];

/** Signals of JavaScript and TypeScript. */
export const nodeSignals: SignalRule[] = [
  ...routeRules(routes),
  ...dependencyHealthRules({
    sources: routes,
    afterRoute:
      /\.(?:get|post|put|patch|delete|all|route)\(\s*["'`]\/|@(?:Get|Post|Put|Patch|Delete)\(|\n(?:export|const|async|function)\s/,
    functions:
      /\b(?:function|const|async|public)\s+\w{0,40}(?:[hH]ealth|[rR]eady|[rR]eadiness)\w{0,40}\s*[=(]/,
    afterFunction:
      /\n(?:export|const|async|function)\s|\n {2}(?:async|public)\s/,
    asks: /\bselect\s+1\b|\.(?:ping|pingCheck|isUp|isHealthy|isConnected|authenticate|checkHealth|healthCheck|execute|query|raw|\$queryRaw|\$runCommandRaw|command)\b[(`]|\breadyState\b|\b(?:check|ask|ping|probe)(?:Database|Db|Postgres|Mongo|MySql|Redis|Connection|Dependenc)\w{0,30}\(/i,
  }),
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
      /\bnew\s+(?:NodeTracerProvider|BasicTracerProvider|FastifyOtelInstrumentation)\(|\bregisterInstrumentations\(|\bgetNodeAutoInstrumentations\(|\b(?:import|require\()\s*["']@opentelemetry\/auto-instrumentations-node\/register/,
  },
  {
    signal: 'tracing-setup',
    words: ['.start('],
    // A NodeSDK traces nothing before it is started.
    pattern: /\b\w{0,40}(?:sdk|SDK|otel|telemetry)\w{0,20}\.start\(/,
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
  {
    signal: 'dependency-health',
    words: ['HealthIndicator', 'healthChecks'],
    pattern:
      /\b(?:TypeOrm|Mongoose|Sequelize|MikroOrm|Prisma|Microservice)HealthIndicator\b/,
  },
  {
    signal: 'drain',
    words: [
      'close',
      'hutdown',
      'Terminator',
      'Terminus',
      'Lightship',
      'stoppable',
    ],
    pattern:
      /\b(?:\w{0,40}[sS]erver|\w{0,40}[aA]pp|fastify|nest|instance)\.close\(|\b(?:createHttpTerminator|createTerminus|createLightship|enableShutdownHooks|gracefulShutdown|GracefulShutdown|stoppable)\(/,
  },
  {
    signal: 'bulkhead',
    words: [
      'ulkhead',
      'imit',
      'Queue',
      'Bottleneck',
      'Semaphore',
      'Sema',
      'max',
      'connections',
    ],
    pattern:
      /\bbulkhead\(|\bpLimit\(|\bnew\s+(?:PQueue|Bottleneck|Semaphore|Sema)\(|\bnew\s+(?:\w{1,20}\.)?(?:Pool|Agent)\(\s*\{[^{}]{0,400}\b(?:max|connections|maxSockets)\s*:|\bmaxSockets\s*:|\bconnectionLimit\s*:|\bpool\s*:\s*\{[^{}]{0,200}\bmax\s*:/,
  },
  {
    signal: 'request-id',
    words: ['equest', 'orrelation', 'pino', 'logger', 'rTracer'],
    pattern:
      /\b(?:genReqId|requestIdHeader|requestIdLogLabel)\s*[:,]|\[\s*["'`][xX]-(?:[rR]equest|[cC]orrelation)-[iI][dD]["'`]|\.(?:get|header)\(\s*["'`][xX]-(?:[rR]equest|[cC]orrelation)-[iI][dD]["'`]|\bpinoHttp\(|\brTracer\.\w|\brequestId\(|\b[fF]astify\(\s*\{[^}]{0,300}\blogger(?:Instance)?\b\s*(?::\s*(?!false)\S|,|\})/,
  },
  {
    signal: 'trace-propagation',
    words: ['propagation', 'nstrumentation'],
    pattern:
      /\bpropagation\.inject\(|\bgetNodeAutoInstrumentations\(|\bnew\s+(?:Http|Undici|Fetch|Grpc)Instrumentation\(|\b(?:import|require\()\s*["']@opentelemetry\/auto-instrumentations-node\/register/,
  },
  {
    signal: 'log-trace-correlation',
    words: ['raceId', 'trace_id', 'nstrumentation'],
    pattern:
      /\btrace_?[iI]d\s*:\s*[\w.?()]{0,80}\btraceId\b|\.child\(\s*\{[^{}]{0,100}\btraceId\b|\bnew\s+(?:Pino|Winston|Bunyan)Instrumentation\(|\bgetNodeAutoInstrumentations\(/,
  },
  {
    signal: 'dynamic-configuration',
    words: [
      'watch',
      'SIGHUP',
      'Provider',
      'nleash',
      'LaunchDarkly',
      'AppConfig',
      'subscribe',
    ],
    pattern:
      /\b(?:(?:chokidar|fs)\.)?watch(?:File)?\([^()]{0,80}(?:[cC]onfig|[sS]etting|[fF]lags)|\bprocess\.on\(\s*["'`]SIGHUP["'`]\s*,[^)]{0,120}(?:[rR]eload|[cC]onfig)|\bnew\s+(?:OFREP|Flagd|LaunchDarkly|Unleash|Flagsmith|GrowthBook|ConfigCat|DevCycle)\w{0,20}Provider\(|\b(?:initUnleash|startUnleash|initialize)\(\s*\{\s*(?:url|appName)\s*:|\bnew\s+(?:AppConfigDataClient|Unleash)\(|\b\w{0,20}[cC]onfig\.subscribe\??\.?\(/,
  },
];
