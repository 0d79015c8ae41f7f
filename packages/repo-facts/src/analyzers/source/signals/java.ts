import { dependencyHealthRules, routeRules, SignalRule } from './SignalRule';

const routes = [
  '@(?:GetMapping|RequestMapping|Path|Get|Controller)\\(\\s*(?:(?:path|value)\\s*=\\s*)?(?:\\{\\s*)?NAME',
  '\\.(?:get|GET|route)\\(\\s*PATH\\s*[,)]',
];

/** Signals of Java and Kotlin. */
export const javaSignals: SignalRule[] = [
  ...routeRules(routes),
  ...dependencyHealthRules({
    sources: routes,
    afterRoute: /@(?:Get|Post|Put|Patch|Delete)(?:Mapping)?\b|@Path\b/,
    functions:
      /\b(?:public|private|protected|fun|Response|ResponseEntity[<>\w?]{0,40})\s+\w{0,40}(?:[hH]ealth|[rR]eady|[rR]eadiness)\w{0,40}\(/,
    afterFunction: /\n[ \t]*(?:public|private|protected|@\w)/,
    asks: /\bselect\s+1\b|\.(?:isValid|ping|queryForObject|execute|runCommand|isUp)\(|\b(?:check|ask|ping|probe)(?:Database|Db|Redis|Connection|Dependenc)\w{0,30}\(/i,
  }),
  {
    signal: 'logging',
    words: ['LoggerFactory', 'System.Logger', 'Logger.getLogger', 'LogManager'],
    pattern:
      /\bLoggerFactory\.getLogger\(|\bSystem\.getLogger\(|\bLogger\.getLogger\(|\bLogManager\.getLogger\(/,
  },
  {
    signal: 'health-route',
    words: ['HealthIndicator', '@Liveness', 'HealthStatusManager'],
    pattern:
      /\bnew\s+HealthStatusManager\(|\bimplements\s[\w<>, ]{0,100}\bHealthIndicator\b|@Liveness\b/,
  },
  {
    signal: 'readiness-route',
    words: ['@Readiness'],
    pattern: /@Readiness\b/,
  },
  {
    signal: 'signal-handler',
    words: ['addShutdownHook', '@PreDestroy'],
    pattern: /\baddShutdownHook\(|@PreDestroy\b/,
  },
  {
    signal: 'error-handler',
    words: ['ControllerAdvice', 'Exception', 'ErrorController', '@Error'],
    pattern:
      /@(?:Rest)?ControllerAdvice\b|@(?:Server)?ExceptionMapper\b|\bimplements\s[\w<>, ]{0,100}\bExceptionMapper\b|\bimplements\s[\w<>, ]{0,100}\bExceptionHandler\b|\bsetDefaultUncaughtExceptionHandler\(|@Error\(\s*global|\bimplements\s[\w<>, ]{0,100}\b(?:ErrorController|HandlerExceptionResolver)\b|\bextends\s+(?:Abstract|Basic)ErrorController\b/,
  },
  {
    signal: 'timeout',
    words: ['imeout', 'TimeLimiter'],
    pattern:
      /\.(?:set)?(?:[cC]onnect|[rR]ead|[rR]esponse|[cC]onnection|[rR]equest)Timeout\(|\.timeout\(|\.orTimeout\(|@TimeLimiter\b|@Timeout\b/,
  },
  {
    signal: 'retry',
    words: ['Retry', 'retry'],
    pattern:
      /@Retry(?:able)?\b|\bRetry\.(?:of|ofDefaults|backoff)\w{0,20}\(|\bRetryTemplate\b|\.retryWhen\(/,
  },
  {
    signal: 'circuit-breaker',
    words: ['CircuitBreaker'],
    pattern:
      /@CircuitBreaker\b|\bCircuitBreaker\.of\w{0,20}\(|\bCircuitBreaker(?:Factory|Registry)\b/,
  },
  {
    signal: 'rate-limit',
    words: ['RateLimit', 'Bucket', 'Bandwidth'],
    pattern:
      /@RateLimit(?:er)?\b|\bRateLimiter\.(?:of|create)\w{0,20}\(|\bBucket\.builder\(|\bBandwidth\.\w/,
  },
  {
    signal: 'structured-logging',
    words: ['StructuredArguments', 'addKeyValue'],
    pattern: /\bStructuredArguments\.|\.addKeyValue\(/,
  },
  {
    signal: 'tracing-setup',
    words: ['OpenTelemetry', 'TracerProvider', '@WithSpan', '@Observed'],
    pattern:
      /\b(?:AutoConfigured)?OpenTelemetrySdk\.builder\(|\bSdkTracerProvider\b|\bGlobalOpenTelemetry\.\w|@WithSpan\b|@Observed\b/,
  },
  {
    signal: 'environment-configuration',
    words: ['@Value', '@Config', 'getenv'],
    pattern:
      /@Value\(\s*"\$\{|@ConfigurationProperties\b|@ConfigProperty\b|@ConfigMapping\b|\bSystem\.getenv\(/,
  },
  {
    signal: 'feature-flag',
    words: ['OpenFeature', 'getBooleanValue', 'nleash', 'Variation'],
    pattern:
      /\bOpenFeatureAPI\b|\.get(?:Boolean|String|Integer|Double|Object)(?:Value|Details)\(\s*"|\b[uU]nleash\.isEnabled\(|\.(?:bool|string|int)Variation\(/,
  },
  {
    signal: 'migration-run',
    words: ['Flyway', 'Liquibase'],
    pattern: /\bFlyway\.configure\(|\bnew\s+(?:Spring)?Liquibase\(/,
  },
  {
    signal: 'dependency-health',
    words: ['HealthIndicator', 'HealthCheck'],
    pattern:
      /\bimplements\s[\w<>, ]{0,100}\b(?:Reactive)?HealthIndicator\b|\bextends\s+Abstract\w{0,20}HealthIndicator\b/,
  },
  {
    signal: 'drain',
    words: ['hutdown', 'stop', 'StopTimeout', 'awaitTermination'],
    pattern:
      /\b\w{0,20}[sS]erver\.(?:shutdown|stop|awaitTermination)\(|\b(?:app|javalin)\.stop\(|\bsetStopTimeout\(|\bGracefulShutdown\w{0,20}\b|\bgracefulShutdown\(/,
  },
  {
    signal: 'bulkhead',
    words: ['ulkhead', 'PoolSize', 'Semaphore', 'ConcurrencyLimit', 'MaxTotal'],
    pattern:
      /@(?:Bulkhead|ConcurrencyLimit)\b|\b(?:ThreadPool)?Bulkhead\.of\w{0,20}\(|\.set(?:Maximum|Max)PoolSize\(|\bnew\s+Semaphore\(|\.(?:setMaxConnPerRoute|setMaxConnTotal|setDefaultMaxPerRoute)\(/,
  },
  {
    signal: 'request-id',
    words: ['equest', 'orrelation'],
    pattern:
      /\bMDC\.put(?:Closeable)?\(\s*"(?:request|correlation)[._-]?[iI][dD]"|\.(?:getHeader|getFirst|header)\(\s*"[xX]-(?:[rR]equest|[cC]orrelation)-[iI][dD]"|\bCommonsRequestLoggingFilter\b|\bCallId\b/,
  },
  {
    signal: 'trace-propagation',
    words: ['ropagat', 'OpenTelemetry', 'TracingClientInterceptor'],
    pattern:
      /\.getTextMapPropagator\(\)\.inject\(|\bW3CTraceContextPropagator\b|\b\w{1,40}Telemetry\.(?:create|builder)\(|\bAutoConfiguredOpenTelemetrySdk\b/,
  },
  {
    signal: 'log-trace-correlation',
    words: ['race'],
    pattern: /\bMDC\.put(?:Closeable)?\(\s*"trace[._]?[iI][dD]"/,
  },
  {
    signal: 'dynamic-configuration',
    words: [
      'RefreshScope',
      'Provider',
      'nleash',
      'LDClient',
      'ReloadingFile',
      '@RefreshConfig',
    ],
    pattern:
      /@RefreshScope\b|\bnew\s+(?:Flagd|Ofrep|Unleash|LaunchDarkly|Flagsmith|ConfigCat)\w{0,20}Provider\(|\bnew\s+(?:DefaultUnleash|LDClient)\(|\bReloadingFileBasedConfigurationBuilder\b/,
  },
];
