import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.js';
import { createCarrier } from './carrier.js';
import { readConfig } from './config.js';
import { connectFlags } from './flags.js';
import { stopTelemetry } from './telemetry.js';

const config = readConfig();
await connectFlags(config.FLAGS_URL);
const app = await buildApp({
  carrier: createCarrier(config),
  logLevel: config.LOG_LEVEL,
});

// On SIGTERM: no new connections, requests under way are answered, then the rest is closed.
closeWithGrace({ delay: 15_000 }, async ({ signal, err }) => {
  if (err) app.log.error({ err }, 'stopping after an unexpected error');
  else app.log.info({ signal }, 'stopping');
  await app.close();
  await stopTelemetry();
});

await app.listen({ host: '0.0.0.0', port: config.PORT });
