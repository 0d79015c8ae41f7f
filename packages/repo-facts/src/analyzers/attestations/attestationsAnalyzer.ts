import { parseYamlDocuments } from '../../yaml/readYaml';
import { Analyzer } from '../Analyzer';
import { readAttestations } from './readAttestations';

const places = ['.airworthy/attestations.yaml', '.airworthy/attestations.yml'];

/** States what people vouch for that no file can prove, and since when. */
export const attestationsAnalyzer: Analyzer<'attestations'> = {
  section: 'attestations',
  scope: 'entity',
  async analyze({ listing, read, problem }) {
    const path = places.find(place =>
      listing.files.some(file => file.path === place),
    );
    const text = path && (await read(path));
    if (!path || !text) {
      return { entries: [] };
    }
    const { documents, errors, templated } = parseYamlDocuments(text);
    const found = documents.map(readAttestations);
    const mistakes = [
      ...errors,
      ...(templated ? [{ line: 1, message: 'is a template' }] : []),
      ...found.flatMap(each => each.mistakes),
    ];
    for (const { line, message } of mistakes) {
      problem({ path, line, reason: `${path}:${line} ${message}` });
    }
    return {
      entries: found.flatMap(({ entries }) =>
        entries.map(entry => ({ path, ...entry })),
      ),
    };
  },
};
