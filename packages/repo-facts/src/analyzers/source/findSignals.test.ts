import fc from 'fast-check';
import { findSignals, SignalCollection } from './findSignals';
import { languages } from './languages';

function signalsIn(language: string, text: string): string[] {
  const found = new SignalCollection();
  findSignals('a', language, languages[language], text, found);
  return found.signals.map(({ signal, line }) => `${line} ${signal}`);
}

const inLine2 = (signals: string | string[]) =>
  [signals].flat().map(signal => `2 ${signal}`);

describe('Node', () => {
  it.each([
    ["app.get('/healthz', handler);", 'health-route'],
    ["router.get('/api/v1/health', handler);", 'health-route'],
    ["app.get(\n  '/readyz',\n  handler,\n);", 'readiness-route'],
    ["app.route({ method: 'GET', url: '/livez', handler });", 'health-route'],
    ["app.get('/health/ready', handler);", 'readiness-route'],
    ["if (req.url === '/metrics') {", 'metrics-route'],
    [
      "const route = { path: '/health', method: 'GET', handler };",
      'health-route',
    ],
    ["new PrometheusExporter({ endpoint: '/metrics' })", 'metrics-route'],
    [
      'app.setErrorHandler<FastifyError>((error, request) => {});',
      'error-handler',
    ],
    ["@Controller('health')", 'health-route'],
    ['const reader = new PrometheusExporter();', 'metrics-route'],
    ["process.on('SIGTERM', stop);", 'signal-handler'],
    ['closeWithGrace({ delay: 500 }, stop);', 'signal-handler'],
    ['app.setErrorHandler(onError);', 'error-handler'],
    ['try {\n  await next();\n} catch (e) {', 'error-handler'],
    ['got.extend({ retry: { limit: 2 } })', 'retry'],
    [
      'app.use((err: Error, req: Request, res: Response, next: NextFunction) => {});',
      'error-handler',
    ],
    ['fetch(url, { signal: AbortSignal.timeout(1000) });', 'timeout'],
    ['axios.create({\n  baseURL,\n  timeout: 1000,\n});', 'timeout'],
    ['await pRetry(call, { retries: 3 });', 'retry'],
    ['const breaker = new CircuitBreaker(call);', 'circuit-breaker'],
    ['await app.register(rateLimit, { max: 10 });', 'rate-limit'],
    ['export const log = pino({ level });', 'structured-logging'],
    [
      'const app = Fastify({ logger: true });',
      ['structured-logging', 'request-id'],
    ],
    ['sdk.start();', 'tracing-setup'],
    ['const port = process.env.PORT;', 'environment-configuration'],
    ["client.getBooleanValue('new-checkout', false);", 'feature-flag'],
    ['await knex.migrate.latest({ directory });', 'migration-run'],
    ['onHealth: TypeOrmHealthIndicator,', 'dependency-health'],
    ["process.once('x', () => server.close());", 'drain'],
    ['const limits = bulkhead(20, 20);', 'bulkhead'],
    ['const db = new pg.Pool({ max: 10 });', 'bulkhead'],
    ['const limit = pLimit(5);', 'bulkhead'],
    ["const id = request.headers['x-request-id'];", 'request-id'],
    ['app.use(pinoHttp({}));', ['structured-logging', 'request-id']],
    ['propagation.inject(context.active(), headers);', 'trace-propagation'],
    [
      'const log = base.child({ trace_id: span.traceId });',
      'log-trace-correlation',
    ],
    ['await use(new OFREPProvider({ baseUrl }));', 'dynamic-configuration'],
    ["process.on('SIGHUP', reloadConfig);", 'dynamic-configuration'],
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('typescript', `\n${text}`)).toEqual(inLine2(signal));
  });

  it.each([
    "// app.get('/healthz', handler);",
    "/*\n app.get('/healthz', handler);\n*/",
    '// process.on("SIGTERM", stop)',
    "const text = 'call process.env.PORT';",
    'log(\'app.get("/healthz", handler)\');',
    "const url = 'http://other/healthz';",
    "await axios.get('/healthz');",
    "app.get('/wealth', handler);",
    "const page = { path: '/readiness', title: 'Readiness' };",
    "const document = { servers: [{ url: '/api/readiness' }] };",
    "app.get('/health-insurance', handler);",
    'const app = Fastify({ logger: false });',
    'app.use((req, res, next) => next());',
    'process.on("SIGUSR2", dump);',
    'provider.close();',
    "process.on('SIGHUP', shutdown);",
    'watch("src", rebuild);',
    'const pool = new pg.Pool();',
    'trace_id: text',
  ])('sees nothing in %s', text => {
    expect(signalsIn('typescript', text)).toEqual([]);
  });
});

describe('Python', () => {
  it.each([
    ['@app.get("/healthz")', 'health-route'],
    ['@status.route("/_status")', 'health-route'],
    ['@bp.route("/ready")', 'readiness-route'],
    ['app.mount("/metrics", make_asgi_app())', 'metrics-route'],
    ["    path('health/', views.health),", 'health-route'],
    ['signal.signal(signal.SIGTERM, stop)', 'signal-handler'],
    ['app = FastAPI(lifespan=lifespan)', 'signal-handler'],
    ['@app.exception_handler(Exception)', 'error-handler'],
    ["handler500 = 'shop.views.failed'", 'error-handler'],
    ['@web.middleware\nasync def errors(request, handler):', 'error-handler'],
    ['httpx.AsyncClient(base_url=url, timeout=5.0)', 'timeout'],
    ['requests.get(url, timeout=3)', 'timeout'],
    ['c.setopt(pycurl.TIMEOUT, 5)', 'timeout'],
    ['@retry(wait=wait_random_exponential())', 'retry'],
    ['breaker = CircuitBreaker(fail_max=5)', 'circuit-breaker'],
    ['logger = logging.getLogger(__name__)', 'logging'],
    ["LOGGING = {'version': 1}", 'logging'],
    [
      'health_pb2_grpc.add_HealthServicer_to_server(service, server)',
      'health-route',
    ],
    ['limiter = Limiter(key_func=get_remote_address)', 'rate-limit'],
    ['structlog.configure(processors=[])', 'structured-logging'],
    ['provider = TracerProvider()', 'tracing-setup'],
    ['class Settings(BaseSettings):', 'environment-configuration'],
    ['port = os.environ["PORT"]', 'environment-configuration'],
    ['client.get_boolean_value("new", False)', 'feature-flag'],
    ['command.upgrade(config, "head")', 'migration-run'],
    ['uvicorn.run(app, timeout_graceful_shutdown=20)', 'drain'],
    ['limits=httpx.Limits(max_connections=20),', 'bulkhead'],
    ['engine = create_engine(url, pool_size=5)', 'bulkhead'],
    ['id = request.headers.get("x-request-id")', 'request-id'],
    ['propagate.inject(headers)', 'trace-propagation'],
    [
      'event["trace_id"] = format(context.trace_id, "032x")',
      'log-trace-correlation',
    ],
    ['api.set_provider(FlagdProvider())', 'dynamic-configuration'],
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('python', `\n${text}`)).toEqual(inLine2(signal));
  });

  it.each([
    '# @app.get("/healthz")',
    '"""\nsignal.signal(signal.SIGTERM, stop)\n"""',
    "print('os.environ is not read')",
    'requests.get(url, timeout=None)',
    'client.get("/healthz")',
    'signal.signal(signal.SIGUSR1, dump)',
    'event.trace_id = 1',
    'signal.signal(signal.SIGHUP, stop)',
  ])('sees nothing in %s', text => {
    expect(signalsIn('python', text)).toEqual([]);
  });
});

describe('Go', () => {
  it.each([
    ['mux.HandleFunc("GET /healthz", healthz)', 'health-route'],
    ['r.GET("/readyz", ready)', 'readiness-route'],
    ['return fiberRecover.New(config)', 'error-handler'],
    ['recovery.UnaryServerInterceptor(),', 'error-handler'],
    ['e.GET("/ping", pong)', 'health-route'],
    ['r.HandleFunc(baseUrl+"/_healthz", healthz)', 'health-route'],
    ['healthpb.RegisterHealthServer(srv, health.NewServer())', 'health-route'],
    ['slog.SetDefault(logger)', 'logging'],
    ['mux.Handle("/metrics", handler)', 'metrics-route'],
    [
      'ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)',
      'signal-handler',
    ],
    ['if r := recover(); r != nil {', 'error-handler'],
    ['client := &http.Client{Timeout: time.Second}', 'timeout'],
    ['err = backoff.Retry(call, policy)', 'retry'],
    ['cb := gobreaker.NewCircuitBreaker(settings)', 'circuit-breaker'],
    ['limiter := rate.NewLimiter(10, 20)', 'rate-limit'],
    [
      'logger := slog.New(slog.NewJSONHandler(os.Stdout, nil))',
      'structured-logging',
    ],
    ['otel.SetTracerProvider(provider)', 'tracing-setup'],
    ['port := os.Getenv("PORT")', 'environment-configuration'],
    ['cfg, err := config.Load(os.Getenv)', 'environment-configuration'],
    ['client := openfeature.NewClient("orders")', 'feature-flag'],
    ['m, err := migrate.New(source, url)', 'migration-run'],
    [
      'p, err := goose.NewProvider(goose.DialectPostgres, db, files)',
      'migration-run',
    ],
    ['if err := server.Shutdown(ctx); err != nil {', 'drain'],
    ['grpcServer.GracefulStop()', 'drain'],
    ['db.SetMaxOpenConns(20)', 'bulkhead'],
    ['id := r.Header.Get("X-Request-ID")', 'request-id'],
    [
      'client.Transport = otelhttp.NewTransport(nil)',
      ['tracing-setup', 'trace-propagation'],
    ],
    ['log = log.With("trace_id", id)', 'log-trace-correlation'],
    ['viper.WatchConfig()', 'dynamic-configuration'],
    ['h := health.NewChecker(health.WithCheck(check))', 'dependency-health'],
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('go', `\n${text}`)).toEqual(inLine2(signal));
  });

  it.each([
    '// mux.HandleFunc("/healthz", healthz)',
    'http.Get("http://other/healthz")',
    'x := `os.Getenv("PORT")`',
    'client := &http.Client{}',
    'slog.Info("listening", "port", port)',
    'defer tp.Shutdown(ctx)',
    'provider.Shutdown(ctx)',
  ])('sees nothing in %s', text => {
    expect(signalsIn('go', text)).toEqual([]);
  });
});

describe('Java', () => {
  it.each([
    ['@GetMapping("/healthz")', 'health-route'],
    ['@RequestMapping(path = "/ready")', 'readiness-route'],
    ['Runtime.getRuntime().addShutdownHook(hook);', 'signal-handler'],
    ['@RestControllerAdvice', 'error-handler'],
    ['@Error(global = true)', 'error-handler'],
    ['health = new HealthStatusManager();', 'health-route'],
    ['class Problems implements ErrorController {', 'error-handler'],
    ['Logger log = LoggerFactory.getLogger(Orders.class);', 'logging'],
    ['HttpClient.newBuilder().connectTimeout(limit)', 'timeout'],
    ['@Retry(name = "stock")', 'retry'],
    ['@CircuitBreaker(name = "stock")', 'circuit-breaker'],
    ['@RateLimiter(name = "api")', 'rate-limit'],
    ['@WithSpan', 'tracing-setup'],
    ['@Value("${orders.limit}") int limit;', 'environment-configuration'],
    ['client.getBooleanValue("new", false);', 'feature-flag'],
    [
      'Flyway.configure().dataSource(source).load().migrate();',
      'migration-run',
    ],
    ['server.awaitTermination(30, SECONDS);', 'drain'],
    ['@Bulkhead(name = "stock")', 'bulkhead'],
    ['MDC.put("request_id", id);', 'request-id'],
    ['MDC.put("trace_id", id);', 'log-trace-correlation'],
    ['@RefreshScope', 'dynamic-configuration'],
    ['class Db extends AbstractHealthIndicator {', 'dependency-health'],
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('java', `\n${text}`)).toEqual(inLine2(signal));
  });

  it.each([
    '// @GetMapping("/healthz")',
    '/* @RestControllerAdvice */',
    'String s = "@Retry";',
    'parser.getBooleanValue();',
    'executor.shutdown();',
  ])('sees nothing in %s', text => {
    expect(signalsIn('java', text)).toEqual([]);
  });
});

describe('health that asks a dependency', () => {
  it.each([
    [
      'typescript',
      "app.get('/readyz', async () => {\n  await pool.query('SELECT 1');\n});\n",
    ],
    [
      'typescript',
      'export async function readiness() {\n  await knex.raw("select 1");\n}\n',
    ],
    [
      'python',
      '@app.get("/readyz")\nasync def check():\n    await db.execute("select 1")\n',
    ],
    ['python', 'def health(request):\n    connection.ensure_connection()\n'],
    [
      'python',
      '@router.get("/readyz")\nasync def readyz():\n    up = [await each.is_up() for each in dependencies]\n',
    ],
    [
      'go',
      'func (h *Handler) ready(w http.ResponseWriter, r *http.Request) {\n\terr := h.db.PingContext(r.Context())\n}\n',
    ],
    [
      'go',
      'func (c *Checks) Ready(w http.ResponseWriter, r *http.Request) {\n\tfor _, dependency := range c.dependencies {\n\t\tup := dependency.Up(r.Context())\n\t}\n}\n',
    ],
    [
      'java',
      '@GetMapping("/readyz")\nString up() { return jdbc.queryForObject("select 1", String.class); }\n',
    ],
  ])('is seen in %s: %s', (language, text) => {
    expect(signalsIn(language, text)).toContain('1 dependency-health');
  });

  it.each([
    [
      'typescript',
      "app.get('/healthz', ok);\napp.get('/orders', async () => pool.query('SELECT 1'));\n",
    ],
    ['typescript', "app.get('/healthz', async () => ({ status: 'ok' }));\n"],
    [
      'python',
      '@app.get("/healthz")\ndef check():\n    return "ok"\n\n@app.get("/orders")\ndef orders():\n    db.execute("select 1")\n',
    ],
    [
      'go',
      'func healthz(w http.ResponseWriter) {\n}\nfunc orders() {\n\tdb.Ping()\n}\n',
    ],
  ])('is not seen in %s: %s', (language, text) => {
    expect(signalsIn(language, text).join()).not.toContain('dependency-health');
  });
});

it('never throws, and tells lines that exist', () => {
  const part = fc.constantFrom(
    '"',
    "'",
    '`',
    '"""',
    '//',
    '/*',
    '*/',
    '#',
    '\\',
    '\n',
    'process.env',
    "app.get('/healthz',",
    '@app.get("/ready")',
    'os.Getenv(',
    '@Retry',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(part).map(parts => parts.join('')),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(languages)),
      text,
      (language, code) => {
        for (const signal of signalsIn(language, code)) {
          expect(parseInt(signal, 10)).toBeLessThanOrEqual(
            code.split('\n').length,
          );
        }
      },
    ),
  );
});

describe('Rust', () => {
  it.each([
    ['.route("/health_check", web::get().to(health_check))', 'health-route'],
    ['#[get("/healthz")]', 'health-route'],
    ['.route("/readyz", get(ready))', 'readiness-route'],
    ['let layer = PrometheusMetricLayer::new();', 'metrics-route'],
    ['.with_graceful_shutdown(stop())', ['signal-handler', 'drain']],
    ['.layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))', 'request-id'],
    ['.max_connections(5)', 'bulkhead'],
    [
      'let server = HttpServer::new(move || app());',
      ['signal-handler', 'drain'],
    ],
    ['impl ResponseError for PublishError {', 'error-handler'],
    ['Client::builder().timeout(limit)', 'timeout'],
    ['let policy = ExponentialBackoff::builder();', 'retry'],
    ['failsafe::Config::new()', 'circuit-breaker'],
    ['.layer(GovernorLayer { config })', 'rate-limit'],
    ['env_logger::init();', 'logging'],
    [
      'let layer = BunyanFormattingLayer::new(name, out);',
      'structured-logging',
    ],
    ['let layer = tracing_opentelemetry::layer();', 'tracing-setup'],
    ['let port = env::var("PORT")?;', 'environment-configuration'],
    ['let flags = open_feature::Client::new();', 'feature-flag'],
    ['sqlx::migrate!("./migrations").run(&pool).await?;', 'migration-run'],
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('rust', `\n${text}`)).toEqual(inLine2(signal));
  });

  it('is not led astray by lifetimes, comments and strings', () => {
    const text = `fn name<'a>(x: &'a str) {} // .route("/healthz", h)
let text = "env::var(\\"A\\")";
.route("/healthz", h)
/// .route("/readyz", h)`;
    expect(signalsIn('rust', text)).toEqual(['3 health-route']);
  });
});

describe('C#', () => {
  it.each([
    ['app.MapHealthChecks("/live");', 'health-route'],
    ['app.MapGet("/healthz", () => "ok");', 'health-route'],
    ['app.MapGet("/readyz", Ready);', 'readiness-route'],
    ['[HttpGet("health")]', 'health-route'],
    ['class HealthCheckService : HealthBase', 'health-route'],
    ['var host = Configuration["REDIS"];', 'environment-configuration'],
    ['app.MapPrometheusScrapingEndpoint();', 'metrics-route'],
    [
      'var builder = WebApplication.CreateBuilder(args);',
      ['signal-handler', 'drain'],
    ],
    ['checks.AddDbContextCheck<Orders>();', 'dependency-health'],
    ['tracing.AddHttpClientInstrumentation();', 'trace-propagation'],
    ['app.UseExceptionHandler("/error");', 'error-handler'],
    ['class Problems : IExceptionHandler', 'error-handler'],
    ['client.Timeout = limit;', 'timeout'],
    ['options.EnableRetryOnFailure(3);', 'retry'],
    ['pipeline.AddCircuitBreaker(options);', 'circuit-breaker'],
    ['services.AddRateLimiter(limits);', 'rate-limit'],
    ['Orders(ILogger<Orders> logger)', 'logging'],
    ['logging.AddJsonConsole();', 'structured-logging'],
    [
      'builder.Logging.AddOpenTelemetry();',
      ['structured-logging', 'log-trace-correlation'],
    ],
    ['services.AddOpenTelemetry().WithMetrics();', 'metrics-route'],
    ['telemetry.WithTracing(tracing);', 'tracing-setup'],
    ['config.AddEnvironmentVariables();', 'environment-configuration'],
    ['services.AddFeatureManagement();', 'feature-flag'],
    ['await db.Database.MigrateAsync();', 'migration-run'],
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('csharp', `\n${text}`)).toEqual(inLine2(signal));
  });

  it('is not led astray by comments and strings', () => {
    const text = `/// app.MapHealthChecks("/live");
var text = "services.AddRateLimiter(x)";
var raw = """
  app.MapHealthChecks("/live");
  """;`;
    expect(signalsIn('csharp', text)).toEqual([]);
  });
});
