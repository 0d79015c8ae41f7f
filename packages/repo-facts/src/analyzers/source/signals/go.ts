import { dependencyHealthRules, routeRules, SignalRule } from './SignalRule';

const routes = [
  '\\.(?:HandleFunc|Handle|GET|Get|HEAD|Any|All|Method|Use)\\(\\s*(?:[\\w.]{1,40}\\s*\\+\\s*)?PATH\\s*,',
  '\\bcase\\s+PATH',
  '\\bURL\\.Path\\s*==\\s*PATH',
];

/** Signals of Go. */
export const goSignals: SignalRule[] = [
  ...routeRules(routes),
  ...dependencyHealthRules({
    sources: routes,
    afterRoute:
      /\.(?:HandleFunc|Handle|GET|Get|POST|Post|PUT|Put|DELETE|Delete|PATCH|Patch)\(\s*["`]|\nfunc\s/,
    functions:
      /\bfunc\s+(?:\([^()]{1,60}\)\s*)?\w{0,40}(?:[hH]ealth|[rR]eady|[rR]eadiness)\w{0,40}\(/,
    afterFunction: /\nfunc\s/,
    asks: /\bselect\s+1\b|\.(?:Ping|PingContext|QueryRow|QueryRowContext|Exec|ExecContext|IsConnected|CheckHealth)\(|\b(?:check|ask|ping|probe)(?:Database|DB|Postgres|Redis|Connection|Dependenc)\w{0,30}\(|\b(?:dep|dependency)\.\w{1,30}\(/i,
  }),
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
      /\bhttp\.Client\{[^}]{0,300}\bTimeout\s*:|\bcontext\.With(?:Timeout|Deadline)\(|\b(?:ResponseHeaderTimeout|TLSHandshakeTimeout)\s*:|\bnats\.Timeout\(/,
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
    // Called, or handed to what reads the configuration.
    pattern:
      /\bos\.(?:Getenv|LookupEnv)\b|\benv\.Parse\w{0,20}[(\[]|\benvconfig\.Process\(|\bviper\.(?:AutomaticEnv|BindEnv)\(/,
  },
  {
    signal: 'feature-flag',
    words: ['openfeature', 'BooleanValue', 'unleash'],
    pattern:
      /\bopenfeature\.(?:NewClient|NewDefaultClient|SetProvider\w{0,20})\(|\.(?:Boolean|String|Int|Float|Object)Value\(\s*ctx|\bunleash\.IsEnabled\(/,
  },
  {
    signal: 'migration-run',
    words: ['migrate.New', 'goose.Up', 'goose.NewProvider'],
    pattern: /\bmigrate\.New\w{0,30}\(|\bgoose\.(?:Up\w{0,30}|NewProvider)\(/,
  },
  {
    signal: 'dependency-health',
    words: ['health'],
    // hellofresh/health-go and alexliesenfeld/health ask what they are given.
    pattern: /\bhealth\.(?:WithChecks?|WithPeriodicCheck)\(/,
  },
  {
    signal: 'drain',
    words: ['Shutdown', 'GracefulStop', 'endless', 'graceful', 'Drain'],
    // A tracer provider has a Shutdown as well, and drains nothing.
    pattern:
      /\b(?:\w{0,40}[sS]erver|\w{0,40}[sS]rv|\w{0,40}[aA]pp|\w{0,20}[eE]cho|e|s|httpSvc|api|router)\.Shutdown(?:WithContext|WithTimeout)?\(|\.GracefulStop\(|\b(?:conn|nc|sub|subscription)\.Drain\(\)|\bendless\.ListenAndServe|\bgraceful\.\w{0,40}\(/,
  },
  {
    signal: 'bulkhead',
    words: ['Max', 'semaphore', 'SetLimit', 'bulkhead'],
    pattern:
      /\bMaxConnsPerHost\s*:|\.SetMaxOpenConns\(|\.MaxConns\s*=|\bMaxConns\s*:|\bPoolSize\s*:|\bsemaphore\.NewWeighted\(|\.SetLimit\(|\bbulkhead\.\w/,
  },
  {
    signal: 'request-id',
    words: ['equest', 'orrelation'],
    pattern:
      /\bmiddleware\.RequestID\b|\brequestid\.New\(|\.(?:Get|GetHeader|Set)\(\s*["`][xX]-(?:[rR]equest|[cC]orrelation)-[iI][dD]["`]|\bhlog\.RequestIDHandler\(/,
  },
  {
    signal: 'trace-propagation',
    words: ['otel', 'propagation', 'Propagator'],
    pattern:
      /\botelhttp\.(?:NewTransport|Get|Post|DefaultClient)\b|\botelgrpc\.(?:NewClientHandler|UnaryClientInterceptor)\(|\botel\.SetTextMapPropagator\(|\.Inject\(\s*\w{1,20}\s*,\s*propagation\./,
  },
  {
    signal: 'log-trace-correlation',
    words: ['race', 'otelslog', 'otelzap', 'otellogrus'],
    pattern:
      /\bslog\.(?:String|Any)\(\s*"trace[._]?[iI][dD]"|\bzap\.\w{1,10}\(\s*"trace[._]?[iI][dD]"|\.(?:Str|With|WithField)\(\s*"trace[._]?[iI][dD]"|\botel(?:slog|zap|logrus|zerolog)\.\w/,
  },
  {
    signal: 'dynamic-configuration',
    words: [
      'WatchConfig',
      'fsnotify',
      'SIGHUP',
      'Provider',
      'unleash',
      '.Watch(',
    ],
    pattern:
      /\.WatchConfig\(|\bviper\.WatchRemoteConfig\w{0,20}\(|\bfsnotify\.NewWatcher\(|\bsignal\.Notify\([^()]{0,100}\bSIGHUP\b|\b(?:flagd|ofrep|launchdarkly|unleash)\w{0,20}\.NewProvider\(|\bunleash\.Initialize\(|\bfile\.Provider\([^()]{0,200}\)\.Watch\(/,
  },
];
