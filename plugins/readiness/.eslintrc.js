module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // The development entry is an app of its own.
      files: ['dev/**'],
      rules: { '@backstage/no-ui-css-imports-in-non-frontend': 'off' },
    },
  ],
});
