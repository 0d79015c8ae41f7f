import { readFileSync } from 'fs';
import { describeStandard, pagePath } from './__testUtils__/standard';

it('is described in docs/standard.md: npm run standard', async () => {
  expect(readFileSync(pagePath, 'utf8')).toBe(await describeStandard());
});
