import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { WinstonInstrumentation } from '@opentelemetry/instrumentation-winston';
import { NodeSDK } from '@opentelemetry/sdk-node';

// Metrics and traces follow OpenTelemetry's own environment variables, and
// without them nothing is started: a laptop has nobody to send them to.
// `OTEL_METRICS_EXPORTER=prometheus` serves /metrics on port 9464.
if (process.env.OTEL_METRICS_EXPORTER || process.env.OTEL_TRACES_EXPORTER) {
  const sdk = new NodeSDK({
    instrumentations: [
      new HttpInstrumentation(),
      // Writes the ids of trace and span into each line of the log.
      new WinstonInstrumentation({ disableLogSending: true }),
    ],
  });
  sdk.start();
  process.once('beforeExit', () => sdk.shutdown());
}
