import { Analyzer } from '../Analyzer';
import { decidingRules, parseCodeowners } from './codeowners';

/** Where GitHub looks, in its order; the first that exists counts alone. */
const gitHubPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Where GitLab looks, in its order. */
const gitLabPlaces = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** States who owns which paths, as CODEOWNERS says. */
export const ownershipAnalyzer: Analyzer<'ownership'> = {
  section: 'ownership',
  scope: 'repository',
  async analyze({ listing, entity, read }) {
    const listed = new Set(listing.files.map(file => file.path));
    const onGitLab =
      listed.has('.gitlab-ci.yml') || listed.has('.gitlab/CODEOWNERS');
    const places =
      onGitLab && !listed.has('.github/CODEOWNERS')
        ? gitLabPlaces
        : gitHubPlaces;
    const path = places.find(place => listed.has(place));
    const text = path && (await read(path));
    if (!path || !text) {
      return { codeowners: [] };
    }
    const rules = parseCodeowners(text);
    const paths = entity.files.map(file => file.path);
    return {
      codeowners: (entity.folder === ''
        ? rules
        : decidingRules(rules, paths)
      ).map(({ line, pattern, owners }) => ({ path, line, pattern, owners })),
    };
  },
};
