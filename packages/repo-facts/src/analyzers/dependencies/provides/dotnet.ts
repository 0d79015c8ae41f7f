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
  database: [
    'Dapper',
    'Microsoft.Data.SqlClient',
    'Microsoft.EntityFrameworkCore*',
    'MongoDB.Driver',
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
};
