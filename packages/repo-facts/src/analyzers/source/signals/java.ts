import { routeRules, SignalRule } from './SignalRule';

/** Signals of Java and Kotlin. */
export const javaSignals: SignalRule[] = [
  ...routeRules([
    '@(?:GetMapping|RequestMapping|Path|Get|Controller)\\(\\s*(?:(?:path|value)\\s*=\\s*)?(?:\\{\\s*)?NAME',
    '\\.(?:get|GET|route)\\(\\s*PATH\\s*[,)]',
  ]),
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
];
