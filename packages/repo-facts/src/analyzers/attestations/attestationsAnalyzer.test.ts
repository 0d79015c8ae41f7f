import fc from 'fast-check';
import { observeSection } from '../testing';
import { attestationsAnalyzer } from './attestationsAnalyzer';

const path = '.airworthy/attestations.yaml';

const observe = (text: string) =>
  observeSection(attestationsAnalyzer, { [path]: text });

describe('attestationsAnalyzer', () => {
  it('reads a list of attestations with their lines', async () => {
    const { facts, problems } = await observe(`# What no file can prove
- check: restore-is-verified
  by: ann
  date: 2026-10-01
  link: https://wiki.example.com/restore
  expires: "2027-01-01"

- { check: secrets-are-rotated, by: Ben Bell, date: 2026-09-30 }
`);
    expect(problems).toEqual([]);
    expect(facts.entries).toEqual([
      {
        path,
        line: 2,
        check: 'restore-is-verified',
        by: 'ann',
        date: '2026-10-01',
        link: 'https://wiki.example.com/restore',
        expires: '2027-01-01',
      },
      {
        path,
        line: 8,
        check: 'secrets-are-rotated',
        by: 'Ben Bell',
        date: '2026-09-30',
        link: '',
        expires: '',
      },
    ]);
  });

  it('reads them below a key, and from a file with the other ending', async () => {
    const other = '.airworthy/attestations.yml';
    const { facts, problems } = await observeSection(attestationsAnalyzer, {
      [other]:
        'attestations:\n  - check: a\n    by: ann\n    date: 2026-10-01\n',
    });
    expect(problems).toEqual([]);
    expect(facts.entries).toEqual([
      expect.objectContaining({ path: other, line: 2, check: 'a' }),
    ]);
  });

  it.each(['', '# nothing yet\n', '[]', 'attestations: []'])(
    'reads %j as none',
    async text => {
      expect(await observe(text)).toEqual({
        facts: { entries: [] },
        problems: [],
      });
    },
  );

  it('ignores a file of that name elsewhere', async () => {
    const { facts } = await observeSection(attestationsAnalyzer, {
      'attestations.yaml': '- { check: a, by: ann, date: 2026-10-01 }',
      'docs/.airworthy/attestations.yaml':
        '- { check: a, by: ann, date: 2026-10-01 }',
    });
    expect(facts.entries).toEqual([]);
  });

  it.each<[string, string, number, string]>([
    ['a key that is not known', 'on: yes', 4, '"on" is not known'],
    ['a day of no calendar', 'expires: 2026-02-30', 4, '"expires" must be'],
    ['a day in words', 'expires: tomorrow', 4, '"expires" must be a day'],
    ['a link that is none', 'link: see wiki', 4, '"link" must be'],
    ['a link that runs', 'link: javascript:alert(1)', 4, '"link" must be'],
    ['a list as link', 'link: [a]', 4, '"link" must be'],
  ])('tells of %s', async (_, line, at, message) => {
    const { facts, problems } = await observe(
      `- check: a\n  by: ann\n  date: 2026-10-01\n  ${line}\n- { check: b, by: ben, date: 2026-10-01 }\n`,
    );
    expect(problems).toEqual([
      {
        path,
        line: at,
        reason: expect.stringContaining(`${path}:${at} ${message}`),
      },
    ]);
    // What is right beside it still counts.
    expect(facts.entries.map(({ check }) => check)).toEqual(['b']);
  });

  it.each<[string, string, string]>([
    [
      'nobody who vouches',
      '- { check: a, date: 2026-10-01 }',
      '"by" is missing',
    ],
    ['an empty name', "- { check: a, by: ' ', date: 2026-10-01 }", '"by" must'],
    ['no day', '- { check: a, by: ann }', '"date" is missing'],
    ['a number as day', '- { check: a, by: ann, date: 2026 }', '"date" must'],
    ['no check', '- { by: ann, date: 2026-10-01 }', '"check" is missing'],
    ['a text', '- restore-is-verified', 'An attestation must be a mapping'],
    ['no list', 'restore-is-verified', 'must be a list of attestations'],
    ['a mapping', 'check: a', 'must be a list of attestations'],
    ['other keys', 'attestations: []\nmore: 1', 'must be a list'],
    ['a template', '- { check: {{ x }} }', 'is a template'],
    ['no YAML', '- [', 'Flow sequence'],
  ])('tells of %s', async (_, text, message) => {
    const { facts, problems } = await observe(text);
    expect(facts.entries).toEqual([]);
    expect(problems).toEqual([
      {
        path,
        line: expect.any(Number),
        reason: expect.stringContaining(message),
      },
    ]);
  });

  it('tells of a file that cannot be read', async () => {
    const { problems } = await observeSection(attestationsAnalyzer, {
      [path]: new Uint8Array([0, 1, 2]),
    });
    expect(problems).toEqual([expect.objectContaining({ path })]);
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map(json => `- ${json}`),
        ),
        async text => {
          const { facts } = await observe(text);
          expect(Array.isArray(facts.entries)).toBe(true);
        },
      ),
    );
  });
});
