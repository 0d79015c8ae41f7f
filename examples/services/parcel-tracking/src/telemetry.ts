import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import Pyroscope from '@pyroscope/nodejs';

// Loaded before anything else, so that calls can be traced. The exporter's
// address comes from OTEL_EXPORTER_OTLP_ENDPOINT, and the trace context goes
// out with each call to the carrier.
const sdk = new NodeSDK({
  serviceName: 'parcel-tracking',
  traceExporter: new OTLPTraceExporter(),
  instrumentations: [new UndiciInstrumentation()],
});
sdk.start();

if (process.env.PYROSCOPE_URL) {
  Pyroscope.init({
    appName: 'parcel-tracking',
    serverAddress: process.env.PYROSCOPE_URL,
  });
  Pyroscope.start();
}

export async function stopTelemetry(): Promise<void> {
  await sdk.shutdown();
}
