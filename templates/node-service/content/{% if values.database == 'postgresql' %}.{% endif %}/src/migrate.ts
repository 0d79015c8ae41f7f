import { loadConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { migrate } from './migrations.ts';

try {
  const direction = process.argv[2];
  if (direction !== 'up' && direction !== 'down') {
    throw new Error('Say up, or down to undo the last migration');
  }
  const config = loadConfig(process.env);
  const logger = createLogger(config);
  await migrate({ url: config.DATABASE_URL, direction, logger });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
