import { routeRules, SignalRule } from './SignalRule';

/** Signals of C#. */
export const dotnetSignals: SignalRule[] = [
  ...routeRules([
    '\\.Map(?:Get|HealthChecks|Metrics|PrometheusScrapingEndpoint)?\\(\\s*PATH',
    '\\[(?:HttpGet|Route)\\(\\s*NAME',
  ]),
  {
    signal: 'health-route',
    words: ['Health', 'MapDefaultEndpoints'],
    pattern:
      /\.(?:Map|Use)HealthChecks\(|\.MapDefaultEndpoints\(|\.MapGrpcHealthChecksService\(|:\s*(?:\w{1,40}\.)?HealthBase\b/,
  },
  {
    signal: 'metrics-route',
    words: ['Metric', 'Prometheus', 'AddOtlpExporter'],
    pattern:
      /\.WithMetrics\(|\.AddOpenTelemetryMetrics\(|\.MapMetrics\(|\.UseMetricServer\(|\.(?:Map|UseOpenTelemetry)PrometheusScrapingEndpoint\(|\.AddPrometheusExporter\(/,
  },
  {
    signal: 'signal-handler',
    words: ['WebApplication', 'Host', 'ProcessExit', 'PosixSignal'],
    // The host of .NET stops on SIGTERM and waits for requests by itself.
    pattern:
      /\bWebApplication\.Create\w{0,20}\(|\bHost\.Create\w{0,30}\(|\bIHost(?:Application)?Lifetime\b|\bPosixSignalRegistration\.Create\(|\bProcessExit\s*\+=/,
  },
  {
    signal: 'error-handler',
    words: ['xception'],
    pattern:
      /\.UseExceptionHandler\(|\.AddExceptionHandler<|:\s*(?:[\w<>, ]{0,100}\b)?I(?:Async)?Exception(?:Handler|Filter)\b|\bExceptionFilterAttribute\b|\.UseMiddleware<\w{0,60}(?:Exception|Error)\w{0,40}>/,
  },
  {
    signal: 'timeout',
    words: ['imeout', 'CancelAfter', 'AddStandardResilience'],
    pattern:
      /\.Timeout\s*=|\bTimeout\s*=\s*TimeSpan\b|\.AddTimeout\(|\bTimeoutAsync\b|\.CancelAfter\(|\.AddStandardResilienceHandler\(/,
  },
  {
    signal: 'retry',
    words: ['etry', 'AddStandardResilience'],
    pattern:
      /\.WaitAndRetry\w{0,20}\(|\.AddRetry\(|\.EnableRetryOnFailure\(|\bDecorrelatedJitterBackoff\w{0,10}\(|\.AddStandardResilienceHandler\(/,
  },
  {
    signal: 'circuit-breaker',
    words: ['ircuitBreaker', 'AddStandardResilience'],
    pattern:
      /\.(?:Advanced)?CircuitBreaker(?:Async)?\(|\.AddCircuitBreaker\(|\.AddStandardResilienceHandler\(/,
  },
  {
    signal: 'rate-limit',
    words: ['RateLimit', 'ConcurrencyLimiter', 'WindowLimiter'],
    pattern:
      /\.(?:Add|Use)RateLimiter\(|\.Use(?:Ip|Client)RateLimiting\(|\.Add(?:Fixed|Sliding)WindowLimiter\(/,
  },
  {
    signal: 'logging',
    words: ['ILogger', 'LoggerFactory', 'LoggerConfiguration', 'NLog'],
    pattern:
      /\bILogger<|\bLoggerFactory\.Create\(|\bnew\s+LoggerConfiguration\(|\bLogManager\.GetCurrentClassLogger\(/,
  },
  {
    signal: 'structured-logging',
    words: ['Json', 'EcsTextFormatter', 'AddOpenTelemetry'],
    // Records that go over OTLP keep their fields.
    pattern:
      /\b[Ll]ogging\.AddOpenTelemetry\(|\.AddJsonConsole\(|\bnew\s+(?:Rendered)?(?:Compact)?JsonFormatter\(|\bnew\s+EcsTextFormatter\(/,
  },
  {
    signal: 'tracing-setup',
    words: [
      'OpenTelemetry',
      'WithTracing',
      'TracerProvider',
      'ServiceDefaults',
    ],
    pattern:
      /\.WithTracing\(|\.AddOpenTelemetryTracing\(|\bCreateTracerProviderBuilder\(|\.AddServiceDefaults\(/,
  },
  {
    signal: 'environment-configuration',
    words: ['Environment', 'Configuration', 'IOptions'],
    // Its host reads variables of the environment over what files say.
    pattern:
      /\.AddEnvironmentVariables\(|\bEnvironment\.GetEnvironmentVariable\(|\bConfiguration(?:\[|\.Get|\.Bind)|\bIOptions(?:Monitor|Snapshot)?</,
  },
  {
    signal: 'feature-flag',
    words: ['eature'],
    pattern:
      /\.AddFeatureManagement\(|\bI(?:Variant)?FeatureManager\b|\bApi\.Instance\.GetClient\(|\bFeatureGate\b/,
  },
  {
    signal: 'migration-run',
    words: ['igrate', 'DeployChanges'],
    pattern:
      /\.Database\.Migrate(?:Async)?\(|\bDeployChanges\.To\b|\.MigrateUp\(/,
  },
  {
    signal: 'dependency-health',
    words: ['AddDbContextCheck', 'AddCheck', 'AddHealthChecks', 'IHealthCheck'],
    pattern:
      /\.AddDbContextCheck<|\.Add(?:NpgSql|SqlServer|MySql|MongoDb|Oracle|Sqlite|CosmosDb|Cassandra)\(\s*\w|:\s*(?:\w{1,40}\.)?IHealthCheck\b/,
  },
  {
    signal: 'drain',
    words: ['WebApplication', 'CreateHostBuilder', 'CreateDefaultBuilder'],
    // Kestrel finishes the requests under way when its host stops.
    pattern:
      /\bWebApplication\.Create\w{0,20}\(|\bHost\.CreateDefaultBuilder\(|\.ShutdownTimeout\s*=/,
  },
  {
    signal: 'bulkhead',
    words: [
      'Bulkhead',
      'ConcurrencyLimiter',
      'MaxConnections',
      'SemaphoreSlim',
      'AddStandardResilienceHandler',
    ],
    pattern:
      /\.AddStandardResilienceHandler\(|\.Bulkhead(?:Async)?\(|\.AddConcurrencyLimiter\(|\bMaxConnectionsPerServer\s*=|\bnew\s+SemaphoreSlim\(/,
  },
  {
    signal: 'request-id',
    words: ['TraceIdentifier', 'orrelation', 'equest-', 'AddHttpLogging'],
    pattern:
      /\bTraceIdentifier\b|\.UseCorrelationId\(|\.AddDefaultCorrelationId\(|\bHeaders\[\s*"[xX]-(?:[rR]equest|[cC]orrelation)-[iI][dD]"/,
  },
  {
    signal: 'trace-propagation',
    words: ['HttpClientInstrumentation', 'ServiceDefaults', 'Inject('],
    pattern:
      /\.Add(?:HttpClient|GrpcClient)Instrumentation\(|\.AddServiceDefaults\(|\bPropagators?\.\w{0,30}\.?Inject\(/,
  },
  {
    signal: 'log-trace-correlation',
    words: ['OpenTelemetry', 'ActivityTracking', 'WithSpan', 'ServiceDefaults'],
    pattern:
      /\bActivityTrackingOptions\b|\.Logging\.AddOpenTelemetry\(|\.WithLogging\(|\.Enrich\.WithSpan\(|\.AddServiceDefaults\(/,
  },
  {
    signal: 'dynamic-configuration',
    words: ['reloadOnChange', 'IOptionsMonitor', 'AddAzureAppConfiguration'],
    pattern:
      /\breloadOnChange\s*:\s*true|\bIOptionsMonitor<|\.AddAzureAppConfiguration\(/,
  },
];
