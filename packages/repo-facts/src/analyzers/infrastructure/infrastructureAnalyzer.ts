import { RepoFacts } from '../../facts';
import { Analyzer } from '../Analyzer';
import { definitionFileOf, MalformedFileError } from './definitionFiles';
import { settingsOf } from './settings';

type Definition = RepoFacts['infrastructure']['definitions'][number];

/** What is held in memory of all files together. */
const maxCharacters = 16 * 1024 * 1024;

/** States what infrastructure a tree defines, beside what Kubernetes runs. */
export const infrastructureAnalyzer: Analyzer<'infrastructure'> = {
  section: 'infrastructure',
  scope: 'entity',
  async analyze({ listing, read, problem }) {
    const definitions: Definition[] = [];
    let characters = 0;
    for (const { path } of listing.files) {
      const file = definitionFileOf(path);
      const text = file && (await read(path));
      if (!file || text === undefined) {
        continue;
      }
      characters += text.length;
      if (characters > maxCharacters) {
        problem({ path, reason: 'There is too much infrastructure to read.' });
        break;
      }
      try {
        for (const { line, kind, name } of file.read(text)) {
          definitions.push({ path, line, tool: file.tool, kind, name });
        }
        for (const setting of settingsOf(file.tool, text)) {
          definitions.push({ path, tool: file.tool, name: '', ...setting });
        }
      } catch (error) {
        const { message, line = 1 } = error as MalformedFileError;
        problem({ path, line, reason: `${path}:${line} ${message}` });
      }
    }
    return { definitions };
  },
};
