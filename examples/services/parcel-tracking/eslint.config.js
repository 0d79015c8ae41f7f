import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'test/load'] },
  ...tseslint.configs.recommended,
);
