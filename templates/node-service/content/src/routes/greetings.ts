import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Client as Flags } from '@openfeature/server-sdk';
import { z } from 'zod';
{% if values.database == "postgresql" %}
import type { Database } from '../database.ts';
import { countGreeting } from '../greetingCounts.ts';
{% endif %}
import type { OutboundClient } from '../outbound.ts';

const salutationSchema = z.object({ salutation: z.string().min(1).max(40) });

/** The example to replace: GET /greetings/:name. */
export function addGreetings(
  app: FastifyInstance,
  options: {
    flags: Flags;
    phrasebook: OutboundClient | undefined;
{% if values.database == "postgresql" %}
    database: Database;
{% endif %}
  },
): void {
  const { flags, phrasebook } = options;

  app.get<{ Params: { name: string } }>(
    '/greetings/:name',
    {
      schema: {
        params: {
          type: 'object',
          properties: { name: { type: 'string', minLength: 1, maxLength: 80 } },
        },
      },
    },
    async (request) => {
      const { name } = request.params;
      const salutation = await findSalutation(phrasebook, request.log);
      const warm = await flags.getBooleanValue('FLAG_WARM_GREETING', false);
      const ending = warm ? ', good to see you!' : '!';
      const greeting = `${salutation}, ${name}${ending}`;
{% if values.database == "postgresql" %}
      return { greeting, times: await countGreeting(options.database, name) };
{% else %}
      return { greeting };
{% endif %}
    },
  );
}

/** A greeting without the phrasebook is better than none. */
async function findSalutation(
  phrasebook: OutboundClient | undefined,
  log: FastifyBaseLogger,
): Promise<string> {
  if (!phrasebook) return 'Hello';
  try {
    const answer = await phrasebook.getJson('/salutation');
    return salutationSchema.parse(answer).salutation;
  } catch (error) {
    log.warn({ err: error }, 'phrasebook failed, using the default salutation');
    return 'Hello';
  }
}
