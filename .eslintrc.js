module.exports = {
  root: true,
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
  plugins: ['regexp'],
  rules: {
    // Patterns meet files that mean harm: none may take more than linear time.
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': ['error', { report: 'potential' }],
  },
  overrides: [
    {
      files: ['e2e/*.ts'],
      parser: '@typescript-eslint/parser',
    },
    {
      // Tests meet only what they make themselves.
      files: ['*.test.*'],
      rules: {
        'regexp/no-super-linear-backtracking': 'off',
        'regexp/no-super-linear-move': 'off',
      },
    },
  ],
};
