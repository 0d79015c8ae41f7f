import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.ts';

describe('loadConfig', () => {
  it('has a default for everything', () => {
    expect(loadConfig({})).toMatchObject({ PORT: 8080, LOG_LEVEL: 'info' });
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ PHRASEBOOK_URL: '' }).PHRASEBOOK_URL).toBeUndefined();
  });

  it('names every mistake at once, without the values', () => {
    const load = () => loadConfig({ PORT: 'http', PHRASEBOOK_URL: 'hunter2' });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/PORT: .*PHRASEBOOK_URL: /);
    expect(load).not.toThrow(/hunter2/);
  });
});
