import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/logger.ts';

describe('createLogger', () => {
  it('writes JSON with service, version, level and an ISO timestamp', () => {
    const lines: string[] = [];
    const logger = createLogger(
      {
        LOG_LEVEL: 'info',
        OTEL_SERVICE_NAME: 'example',
        SERVICE_VERSION: '1.2.3',
      },
      { write: (line) => void lines.push(line) },
    );

    logger.info({ answer: 42 }, 'found');
    logger.debug('not written at this level');

    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
        service: 'example',
        version: '1.2.3',
        answer: 42,
        msg: 'found',
      },
    ]);
  });
});
