import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
} from '@opentelemetry/sdk-trace-node';
import type { Config } from './config.ts';

/**
 * Starts OpenTelemetry. Spans are exported only when a collector is configured,
 * but they always exist, so that logs carry trace ids on a laptop as well. The
 * exporter and the sampler read the standard OTEL_* variables by themselves.
 */
export function startTracing(
  config: Pick<
    Config,
    'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_SERVICE_NAME' | 'SERVICE_VERSION'
  >,
): NodeTracerProvider {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': config.OTEL_SERVICE_NAME,
      'service.version': config.SERVICE_VERSION,
    }),
    spanProcessors: config.OTEL_EXPORTER_OTLP_ENDPOINT
      ? [new BatchSpanProcessor(new OTLPTraceExporter())]
      : [],
  });
  // Also makes W3C trace context what is read from and written to headers.
  provider.register();
  return provider;
}
