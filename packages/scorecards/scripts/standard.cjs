// Writes docs/standard.md: every check of the built-in scorecards.
require('@backstage/cli/config/nodeTransform.cjs');
const { writeFileSync } = require('node:fs');
const { describeStandard, pagePath } = require('../src/__testUtils__/standard');

describeStandard().then(page => {
  writeFileSync(pagePath, page);
});
