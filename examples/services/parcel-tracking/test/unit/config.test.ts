import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';

const env = { CARRIER_URL: 'https://carrier.example.com', CARRIER_TOKEN: 't' };

test('has defaults for what need not be said', () => {
  expect(readConfig(env)).toMatchObject({ PORT: 8080, LOG_LEVEL: 'info' });
});

test('names the variable that is wrong', () => {
  expect(() => readConfig({ ...env, CARRIER_URL: 'nowhere' })).toThrow(
    /CARRIER_URL/,
  );
});
