import type { FastifyBaseLogger } from 'fastify';
import { pino, stdTimeFunctions, type DestinationStream } from 'pino';
import type { Config } from './config.ts';

type LoggerConfig = Pick<
  Config,
  'LOG_LEVEL' | 'OTEL_SERVICE_NAME' | 'SERVICE_VERSION'
>;

/** JSON lines on standard output; the platform takes them from there. */
export function createLogger(
  config: LoggerConfig,
  destination?: DestinationStream,
): FastifyBaseLogger {
  const options = {
    level: config.LOG_LEVEL,
    base: {
      service: config.OTEL_SERVICE_NAME,
      version: config.SERVICE_VERSION,
    },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    redact: ['req.headers.authorization', 'req.headers.cookie'],
  };
  return destination ? pino(options, destination) : pino(options);
}
