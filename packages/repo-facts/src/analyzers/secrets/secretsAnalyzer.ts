import { Analyzer } from '../Analyzer';
import { isVendored } from '../files/folders';
import { findSecrets } from './secretRules';
import { mayHoldSecrets } from './searched';

/** States where secrets were committed, never what they are. */
export const secretsAnalyzer: Analyzer<'secrets'> = {
  section: 'secrets',
  async analyze({ listing, read, signal }) {
    const findings = [];
    for (const file of listing.files) {
      signal?.throwIfAborted();
      if (isVendored(file.path) || !mayHoldSecrets(file)) {
        continue;
      }
      const text = await read(file.path);
      if (text === undefined || text.includes('\0')) {
        continue;
      }
      for (const place of await findSecrets(file.path, text)) {
        findings.push({ path: file.path, ...place });
      }
    }
    return { findings };
  },
};
