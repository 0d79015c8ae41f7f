import fc from 'fast-check';
import { findSignals, SignalCollection } from './findSignals';
import { languages } from './languages';

function signalsIn(language: string, text: string): string[] {
  const found = new SignalCollection();
  findSignals('a', language, languages[language], text, found);
  return found.signals.map(({ signal, line }) => `${line} ${signal}`);
}

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
    ['const app = Fastify({ logger: true });', 'structured-logging'],
    ['const sdk = new NodeSDK({});', 'tracing-setup'],
    ['const port = process.env.PORT;', 'environment-configuration'],
    ["client.getBooleanValue('new-checkout', false);", 'feature-flag'],
    ['await knex.migrate.latest({ directory });', 'migration-run'],
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('typescript', `\n${text}`)).toEqual([`2 ${signal}`]);
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
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('python', `\n${text}`)).toEqual([`2 ${signal}`]);
  });

  it.each([
    '# @app.get("/healthz")',
    '"""\nsignal.signal(signal.SIGTERM, stop)\n"""',
    "print('os.environ is not read')",
    'requests.get(url, timeout=None)',
    'client.get("/healthz")',
    'signal.signal(signal.SIGUSR1, dump)',
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
    ['client := openfeature.NewClient("orders")', 'feature-flag'],
    ['m, err := migrate.New(source, url)', 'migration-run'],
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('go', `\n${text}`)).toEqual([`2 ${signal}`]);
  });

  it.each([
    '// mux.HandleFunc("/healthz", healthz)',
    'http.Get("http://other/healthz")',
    'x := `os.Getenv("PORT")`',
    'client := &http.Client{}',
    'slog.Info("listening", "port", port)',
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
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('java', `\n${text}`)).toEqual([`2 ${signal}`]);
  });

  it.each([
    '// @GetMapping("/healthz")',
    '/* @RestControllerAdvice */',
    'String s = "@Retry";',
    'parser.getBooleanValue();',
  ])('sees nothing in %s', text => {
    expect(signalsIn('java', text)).toEqual([]);
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
    ['.with_graceful_shutdown(stop())', 'signal-handler'],
    ['let server = HttpServer::new(move || app());', 'signal-handler'],
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
    expect(signalsIn('rust', `\n${text}`)).toEqual([`2 ${signal}`]);
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
    ['var builder = WebApplication.CreateBuilder(args);', 'signal-handler'],
    ['app.UseExceptionHandler("/error");', 'error-handler'],
    ['class Problems : IExceptionHandler', 'error-handler'],
    ['client.Timeout = limit;', 'timeout'],
    ['options.EnableRetryOnFailure(3);', 'retry'],
    ['pipeline.AddCircuitBreaker(options);', 'circuit-breaker'],
    ['services.AddRateLimiter(limits);', 'rate-limit'],
    ['Orders(ILogger<Orders> logger)', 'logging'],
    ['logging.AddJsonConsole();', 'structured-logging'],
    ['telemetry.WithTracing(tracing);', 'tracing-setup'],
    ['config.AddEnvironmentVariables();', 'environment-configuration'],
    ['services.AddFeatureManagement();', 'feature-flag'],
    ['await db.Database.MigrateAsync();', 'migration-run'],
  ])('sees in %s a %s', (text, signal) => {
    expect(signalsIn('csharp', `\n${text}`)).toEqual([`2 ${signal}`]);
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
