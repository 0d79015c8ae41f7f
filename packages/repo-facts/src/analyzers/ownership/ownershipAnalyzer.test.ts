import fc from 'fast-check';
import { observeSection } from '../testing';
import { parseCodeowners } from './codeowners';
import { ownershipAnalyzer } from './ownershipAnalyzer';

const codeowners = async (files: Record<string, string>) =>
  (await observeSection(ownershipAnalyzer, files)).facts.codeowners;

describe('ownershipAnalyzer', () => {
  it('reads rules with their lines and leaves comments out', async () => {
    expect(
      await codeowners({
        CODEOWNERS:
          '# all\n\n*  @acme/platform bot@example.com # the rest\n/docs/my\\ page.md @ann\n/free\n',
      }),
    ).toEqual([
      {
        path: 'CODEOWNERS',
        line: 3,
        pattern: '*',
        owners: ['@acme/platform', 'bot@example.com'],
      },
      {
        path: 'CODEOWNERS',
        line: 4,
        pattern: '/docs/my page.md',
        owners: ['@ann'],
      },
      { path: 'CODEOWNERS', line: 5, pattern: '/free', owners: [] },
    ]);
  });

  it('takes the first file in the order of the platform', async () => {
    const all = {
      CODEOWNERS: '* @root',
      '.github/CODEOWNERS': '* @github',
      'docs/CODEOWNERS': '* @docs',
    };
    expect((await codeowners(all))[0].owners).toEqual(['@github']);
    expect(
      (
        await codeowners({
          '.gitlab-ci.yml': '',
          '.gitlab/CODEOWNERS': '* @gitlab',
          'docs/CODEOWNERS': '* @docs',
        })
      )[0].owners,
    ).toEqual(['@docs']);
    expect(
      (await codeowners({ '.gitlab/CODEOWNERS': '* @gitlab' }))[0].owners,
    ).toEqual(['@gitlab']);
  });

  it('ignores a file of that name elsewhere', async () => {
    expect(await codeowners({ 'src/CODEOWNERS': '* @ann' })).toEqual([]);
  });

  it('gives rules of a GitLab section its owners', () => {
    expect(
      parseCodeowners(
        '[Docs][2] @writers\n*.md\n*.rst @ann\n^[Free]\n*.txt\n',
      ).map(({ pattern, owners }) => [pattern, owners]),
    ).toEqual([
      ['*.md', ['@writers']],
      ['*.rst', ['@ann']],
      ['*.txt', []],
    ]);
  });

  it('gives an entity in a folder the rules that decide for it', async () => {
    const patternsOf = async (text: string) =>
      (
        await observeSection(
          ownershipAnalyzer,
          {
            CODEOWNERS: text,
            'services/orders/CODEOWNERS': '* @nobody',
            'services/orders/src/a.js': '',
            'services/orders/README.md': '',
            'services/billing/a.js': '',
          },
          'services/orders',
        )
      ).facts.codeowners.map(({ pattern }) => pattern);

    expect(
      await patternsOf(
        '* @all\n/services/orders/ @shop\n/services/billing/ @money\n',
      ),
    ).toEqual(['/services/orders/']);
    expect(
      await patternsOf('*.md @writers\n/services/orders @shop\n* @all\n'),
    ).toEqual(['*']);
    expect(
      await patternsOf('* @all\n/services/*/README.md @writers\n*.ts @none\n'),
    ).toEqual(['*', '/services/*/README.md']);
    expect(await patternsOf('/services/* @a\n/orders @b\n*.js @c\n')).toEqual([
      '*.js',
    ]);
    expect(await patternsOf('orders/ @a\n/services/orders/* @b\n')).toEqual([
      'orders/',
      '/services/orders/*',
    ]);
    expect(
      await patternsOf('[Code]\n* @a\n[Docs]\n*.md @b\n/services/orders/ @c\n'),
    ).toEqual(['*', '/services/orders/']);
  });

  it('reads the last 20,000 rules of a file that has more', () => {
    const rules = parseCodeowners(`${'a @first\n'.repeat(50_000)}* @last\n`);
    expect(rules).toHaveLength(20_000);
    expect(rules[0]).toMatchObject({ line: 30_002, owners: ['@first'] });
    expect(rules.at(-1)).toMatchObject({ line: 50_001, owners: ['@last'] });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(Array.isArray(parseCodeowners(text))).toBe(true);
      }),
    );
  });
});
