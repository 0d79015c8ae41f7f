import { routeRules, SignalRule } from './SignalRule';

/** Signals of Go. */
export const goSignals: SignalRule[] = [
  ...routeRules([
    '\\.(?:HandleFunc|Handle|GET|Get|HEAD|Any|All|Method|Use)\\(\\s*(?:[\\w.]{1,40}\\s*\\+\\s*)?PATH\\s*,',
    '\\bcase\\s+PATH',
    '\\bURL\\.Path\\s*==\\s*PATH',
  ]),
  {
    signal: 'health-route',
    words: ['RegisterHealthServer'],
    pattern: /\.RegisterHealthServer\(/,
  },
  {
    signal: 'logging',
    words: ['slog.'],
    // Left as it is, slog writes to standard error through the old package.
    pattern: /\bslog\.(?:NewTextHandler|SetDefault)\(/,
  },
  {
    signal: 'metrics-route',
    words: ['promhttp'],
    pattern: /\bpromhttp\.(?:Handler|HandlerFor)\(/,
  },
  {
    signal: 'signal-handler',
    words: ['signal.Notify'],
    pattern: /\bsignal\.Notify(?:Context)?\(/,
  },
  {
    signal: 'error-handler',
    words: ['ecover', 'gin.Default'],
    pattern:
      /\brecover\(\)|\bmiddleware\.Recover(?:er)?\b|\brecovery\.(?:Unary|Stream)ServerInterceptor\(|\bgin\.(?:Default|Recovery|CustomRecovery)\(|\b\w{0,20}[rR]ecover\.New\(/,
  },
  {
    signal: 'timeout',
    words: ['Timeout', 'Deadline'],
    pattern:
      /\bhttp\.Client\{[^}]{0,300}\bTimeout\s*:|\bcontext\.With(?:Timeout|Deadline)\(|\b(?:ResponseHeaderTimeout|TLSHandshakeTimeout)\s*:/,
  },
  {
    signal: 'retry',
    words: ['retry', 'backoff'],
    pattern:
      /\bbackoff\.(?:Retry|RetryNotify|NewExponentialBackOff)\b|\bretry\.(?:Do|New\w{0,30}|Exponential|Fibonacci)\(|\bretryablehttp\.NewClient\(|\bretrypolicy\./,
  },
  {
    signal: 'circuit-breaker',
    words: ['breaker', 'hystrix'],
    pattern:
      /\bgobreaker\.New\w{0,40}|\bcircuitbreaker\.\w|\bbreaker\.New\(|\bhystrix\.(?:Do|Go)\(/,
  },
  {
    signal: 'rate-limit',
    words: ['imit', 'tollbooth'],
    pattern:
      /\brate\.NewLimiter\(|\bhttprate\.Limit\w{0,20}\(|\bratelimit\.New\(|\btollbooth\.New\w{0,20}\(|\blimiter\.New\(/,
  },
  {
    signal: 'structured-logging',
    words: ['slog', 'zap', 'zerolog', 'JSONFormatter'],
    pattern:
      /\bslog\.NewJSONHandler\(|\bzap\.(?:NewProduction|NewProductionConfig|New|Must)\b|\bzerolog\.New\(|\blogrus\.JSONFormatter\b/,
  },
  {
    signal: 'tracing-setup',
    words: ['TracerProvider', 'otelhttp', 'otelgrpc', 'otelgin'],
    pattern:
      /\botel\.SetTracerProvider\(|\b\w{0,20}trace\.NewTracerProvider\(|\botelhttp\.New\w{0,20}\(|\botelgrpc\.New\w{0,40}\(|\botelgin\.Middleware\(/,
  },
  {
    signal: 'environment-configuration',
    words: ['Getenv', 'LookupEnv', 'env.Parse', 'envconfig', 'viper'],
    pattern:
      /\bos\.(?:Getenv|LookupEnv)\(|\benv\.Parse\w{0,20}[(\[]|\benvconfig\.Process\(|\bviper\.(?:AutomaticEnv|BindEnv)\(/,
  },
  {
    signal: 'feature-flag',
    words: ['openfeature', 'BooleanValue', 'unleash'],
    pattern:
      /\bopenfeature\.(?:NewClient|NewDefaultClient|SetProvider\w{0,20})\(|\.(?:Boolean|String|Int|Float|Object)Value\(\s*ctx|\bunleash\.IsEnabled\(/,
  },
  {
    signal: 'migration-run',
    words: ['migrate.New', 'goose.Up'],
    pattern: /\bmigrate\.New\w{0,30}\(|\bgoose\.Up\w{0,30}\(/,
  },
];
