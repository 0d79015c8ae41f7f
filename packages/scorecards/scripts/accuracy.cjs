// Writes docs/accuracy.md: how often the checks are right about the corpus.
require('@backstage/cli/config/nodeTransform.cjs');
const { writeFileSync } = require('node:fs');
const {
  accuracyPage,
  judgeCorpus,
  pagePath,
} = require('../src/__testUtils__/accuracy');

judgeCorpus().then(verdicts => {
  writeFileSync(pagePath, accuracyPage(verdicts));
});
