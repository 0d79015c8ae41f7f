import { Analyzer } from '../Analyzer';
import { decidingRules } from './codeowners';
import { readCodeowners } from './readCodeowners';

/** States who owns which paths, as CODEOWNERS says. */
export const ownershipAnalyzer: Analyzer<'ownership'> = {
  section: 'ownership',
  scope: 'repository',
  async analyze(context) {
    const { path, rules } = await readCodeowners(context);
    const { folder, files } = context.entity;
    const kept =
      folder === ''
        ? rules
        : decidingRules(
            rules,
            files.map(file => file.path),
          );
    return {
      codeowners: kept.map(({ line, pattern, owners }) => ({
        ...{ path, line, pattern, owners },
      })),
    };
  },
};
