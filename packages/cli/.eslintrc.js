// All imports are bundled into the one file that is published.
module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: { '@backstage/no-undeclared-imports': 'off' },
});
