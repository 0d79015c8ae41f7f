import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.ts';

describe('loadConfig', () => {
{% if values.database == "postgresql" %}
  const DATABASE_URL = 'postgresql://127.0.0.1/example';

  it('has a default for everything but the database', () => {
    expect(loadConfig({ DATABASE_URL })).toMatchObject({
      PORT: 8080,
      LOG_LEVEL: 'info',
    });
    expect(() => loadConfig({})).toThrow(/DATABASE_URL: /);
  });

  it('takes an empty variable for an absent one', () => {
    const config = loadConfig({ DATABASE_URL, PHRASEBOOK_URL: '' });
    expect(config.PHRASEBOOK_URL).toBeUndefined();
  });
{% else %}
  it('has a default for everything', () => {
    expect(loadConfig({})).toMatchObject({ PORT: 8080, LOG_LEVEL: 'info' });
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ PHRASEBOOK_URL: '' }).PHRASEBOOK_URL).toBeUndefined();
  });
{% endif %}

  it('names every mistake at once, without the values', () => {
    const load = () => loadConfig({ PORT: 'http', PHRASEBOOK_URL: 'hunter2' });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/PORT: .*PHRASEBOOK_URL: /);
    expect(load).not.toThrow(/hunter2/);
  });
});
