import express from 'express';
import winston from 'winston';
import { drawLabel } from './label.js';

const log = winston.createLogger({
  transports: [new winston.transports.Console()],
});
const app = express();
app.use(express.json({ limit: '10kb' }));

app.get('/healthz', (_request, response) => {
  response.send('ok');
});

app.post('/labels', (request, response) => {
  response.type('text/plain').send(drawLabel(request.body));
});

// Express tells an error handler by its four parameters.
app.use((error, request, response, _next) => {
  const status = error instanceof TypeError ? 400 : 500;
  log.error(`${request.method} ${request.path} failed: ${error.message}`);
  response.status(status).send({ error: status === 400 ? error.message : 'Internal error' });
});

app.listen(8080, () => log.info('listening on 8080'));
