import { AnalyzerContext } from '../Analyzer';
import { CodeownersRule, parseCodeowners } from './codeowners';

/** Where GitHub looks, in its order; the first that exists counts alone. */
const gitHubPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Where GitLab looks, in its order. */
const gitLabPlaces = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** Reads the CODEOWNERS file that counts in a repository; no rules without one. */
export async function readCodeowners({
  listing,
  read,
}: Pick<AnalyzerContext, 'listing' | 'read'>): Promise<{
  path: string;
  rules: CodeownersRule[];
}> {
  const listed = new Set(listing.files.map(file => file.path));
  const onGitLab =
    listed.has('.gitlab-ci.yml') || listed.has('.gitlab/CODEOWNERS');
  const places =
    onGitLab && !listed.has('.github/CODEOWNERS') ? gitLabPlaces : gitHubPlaces;
  const path = places.find(place => listed.has(place)) ?? '';
  const text = path && (await read(path));
  return { path, rules: text ? parseCodeowners(text) : [] };
}
