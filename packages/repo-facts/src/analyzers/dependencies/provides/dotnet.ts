import { ProvidesTable } from './ProvidesTable';

/** What NuGet packages bring, and the SDK of web projects. */
export const dotnetProvides: ProvidesTable = {
  'web-framework': ['Grpc.AspNetCore', 'Microsoft.NET.Sdk.Web'],
  logging: ['NLog*', 'Serilog*', 'log4net'],
  'structured-logging': ['Serilog.Formatting.*'],
  metrics: [
    'OpenTelemetry.Exporter.Prometheus.*',
    'App.Metrics*',
    'prometheus-net*',
  ],
  tracing: [
    'OpenTelemetry.Extensions.Hosting',
    'OpenTelemetry.Instrumentation.*',
  ],
  health: ['AspNetCore.HealthChecks.*', 'Grpc.AspNetCore.HealthChecks'],
  'feature-flags': [
    'LaunchDarkly.ServerSdk',
    'Microsoft.FeatureManagement*',
    'OpenFeature*',
    'Unleash.Client',
  ],
  // Hosts of ASP.NET Core read the environment, and drain on SIGTERM.
  configuration: ['Microsoft.NET.Sdk.Web'],
  'graceful-shutdown': ['Microsoft.NET.Sdk.Web'],
  database: ['MongoDB.Driver'],
  'relational-database': [
    'Dapper',
    'Microsoft.Data.SqlClient',
    'Microsoft.EntityFrameworkCore*',
    'MySqlConnector',
    'Npgsql*',
    'Pomelo.EntityFrameworkCore.MySql',
  ],
  migrations: [
    'DbUp*',
    'Evolve',
    'FluentMigrator*',
    'Microsoft.EntityFrameworkCore*',
    'Npgsql.EntityFrameworkCore.PostgreSQL',
    'Pomelo.EntityFrameworkCore.MySql',
  ],
  profiling: ['Pyroscope*'],
  'test-framework': ['MSTest*', 'NUnit', 'xunit*'],
  'error-handling': ['Sentry.AspNetCore'],
  'dependency-health': [
    'AspNetCore.HealthChecks.MongoDb',
    'AspNetCore.HealthChecks.MySql',
    'AspNetCore.HealthChecks.NpgSql',
    'AspNetCore.HealthChecks.Oracle',
    'AspNetCore.HealthChecks.SqlServer',
    'AspNetCore.HealthChecks.Sqlite',
    'Microsoft.Extensions.Diagnostics.HealthChecks.EntityFrameworkCore',
  ],
  'request-id': ['CorrelationId', 'Serilog.Enrichers.CorrelationId'],
  'trace-propagation': [
    'OpenTelemetry.Instrumentation.GrpcNetClient',
    'OpenTelemetry.Instrumentation.Http',
  ],
  'log-trace-correlation': ['Serilog.Enrichers.Span'],
  'dynamic-configuration': ['Microsoft.Azure.AppConfiguration.AspNetCore'],
};
