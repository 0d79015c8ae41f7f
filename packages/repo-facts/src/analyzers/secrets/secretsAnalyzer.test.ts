import { generateKeyPairSync } from 'node:crypto';
import { observeSection } from '../testing';
import { secretsAnalyzer } from './secretsAnalyzer';

/** Put together here, so that this file holds nothing that looks real. */
const token = ['ghp', '1a2B3c4D5e6F7g8H9i0JkLmNoPqRsTuVwXyZ'].join('_');

describe('secretsAnalyzer', () => {
  it('states place and rule, and the secret nowhere', async () => {
    const { facts, problems } = await observeSection(secretsAnalyzer, {
      'src/client.ts': `// client\nexport const token = '${token}';\n`,
      'src/clean.ts': 'export const token = process.env.TOKEN;\n',
    });
    expect(facts).toEqual({
      findings: [{ path: 'src/client.ts', line: 2, rule: 'github' }],
    });
    const stated = JSON.stringify({ facts, problems });
    expect(stated).not.toContain(token);
    expect(stated).not.toContain(token.slice(4, 20));
  });

  it('takes keys and addresses in tests for made up, but not tokens', async () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    const url = ['postgres:', '', 'app:h4rd2guess!@db.internal:5432/app'].join(
      '/',
    );
    const { facts } = await observeSection(secretsAnalyzer, {
      'certs/key.pem': key,
      'src/store.go': `url := "${url}"\n`,
      'src/store_test.go': `url := "${url}"\nkey := \`${key}\`\n`,
      'tests/key.pem': key,
      'tests/test_client.py': `token = "${token}"\n`,
    });
    expect(facts.findings).toEqual([
      { path: 'certs/key.pem', line: 1, rule: 'privatekey' },
      { path: 'src/store.go', line: 1, rule: 'database-connection-string' },
      { path: 'tests/test_client.py', line: 1, rule: 'github' },
    ]);
  });

  it('passes over files of others, lock files, binaries and large files', async () => {
    const { facts, problems } = await observeSection(secretsAnalyzer, {
      'node_modules/x/index.js': token,
      'package-lock.json': token,
      'logo.png': token,
      'data.unknown': Buffer.from(`\0${token}`),
      'big.txt': token + ' '.repeat(256 * 1024),
    });
    expect(facts.findings).toEqual([]);
    expect(problems).toEqual([]);
  });
});
