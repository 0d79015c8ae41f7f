import { Analyzer } from '../Analyzer';
import { parseCodeowners } from './codeowners';

/** Where GitHub looks, in its order; the first that exists counts alone. */
const gitHubPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Where GitLab looks, in its order. */
const gitLabPlaces = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** States who owns which paths, as CODEOWNERS says. */
export const ownershipAnalyzer: Analyzer<'ownership'> = {
  section: 'ownership',
  scope: 'entity',
  async analyze({ listing, read }) {
    const paths = new Set(listing.files.map(file => file.path));
    const onGitLab =
      paths.has('.gitlab-ci.yml') || paths.has('.gitlab/CODEOWNERS');
    const places =
      onGitLab && !paths.has('.github/CODEOWNERS')
        ? gitLabPlaces
        : gitHubPlaces;
    const path = places.find(place => paths.has(place));
    const text = path && (await read(path));
    if (!path || !text) {
      return { codeowners: [] };
    }
    return {
      codeowners: parseCodeowners(text).map(rule => ({ path, ...rule })),
    };
  },
};
