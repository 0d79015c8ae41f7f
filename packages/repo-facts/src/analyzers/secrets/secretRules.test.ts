import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { findSecrets } from './secretRules';

/** Put together here, so that this file holds nothing that looks real. */
const token = ['ghp', '1a2B3c4D5e6F7g8H9i0JkLmNoPqRsTuVwXyZ'].join('_');
const awsSecret = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYzz93TkQ2pL'].join('/');
const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

describe('findSecrets', () => {
  it('finds tokens with their lines', async () => {
    expect(
      await findSecrets('a.ts', `const a = 1;\nconst b = '${token}';\n`),
    ).toEqual([{ rule: 'github', line: 2 }]);
    expect(
      await findSecrets('a.env', `\n\nAWS_SECRET_ACCESS_KEY=${awsSecret}\n`),
    ).toEqual([{ rule: 'aws', line: 3 }]);
  });

  it('finds private keys and passwords in addresses', async () => {
    expect(await findSecrets('key.pem', privateKey)).toEqual([
      { rule: 'privatekey', line: 1 },
    ]);
    const url = [
      'postgres:',
      '',
      'orders:h4rd2guess!@db.internal:5432/orders',
    ].join('/');
    expect(await findSecrets('app.yaml', `a: 1\nurl: ${url}\n`)).toEqual([
      { rule: 'database-connection-string', line: 2 },
    ]);
  });

  it.each([
    'postgres://postgres:postgres@db:5432/app',
    'postgres://app:s3cr3t-w0rd@localhost:5432/app',
    'postgres://app:${DB_PASSWORD}@db.internal/app',
    'https://bob:hunter22@api.example.com/v1',
    `ghp_${'x'.repeat(36)}`,
    `ghp_${'EXAMPLE'.repeat(5)}a`,
    'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
  ])('takes %s for a placeholder', async text => {
    expect(await findSecrets('a.txt', text)).toEqual([]);
  });

  it('takes an address of a neighbour in a compose file for local', async () => {
    const url = (host: string) =>
      ['postgres:', '', `app:h4rd2guess!@${host}:5432/app`].join('/');
    const count = async (path: string, host: string) =>
      (await findSecrets(path, `URL: "${url(host)}"\n`)).length;
    expect(await count('docker-compose.yml', 'db')).toBe(0);
    expect(await count('docker-compose.yml', 'db.internal.net')).toBe(1);
    expect(await count('deploy/app.yaml', 'db')).toBe(1);
  });

  it('honours a comment that excuses a line', async () => {
    expect(
      await findSecrets(
        'a.ts',
        `// secretlint-disable-next-line\nconst b = '${token}';\nconst c = '${token}';`,
      ),
    ).toEqual([{ rule: 'github', line: 3 }]);
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.constantFrom('a.json', '.npmrc', 'package.json', 'a'),
        async (text, path) => {
          expect(Array.isArray(await findSecrets(path, text))).toBe(true);
        },
      ),
    );
  });
});
