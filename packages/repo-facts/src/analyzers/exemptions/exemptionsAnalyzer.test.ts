import fc from 'fast-check';
import { observeSection } from '../testing';
import { exemptionsAnalyzer } from './exemptionsAnalyzer';

const path = '.airworthy/exemptions.yaml';

const observe = (text: string, files: Record<string, string> = {}) =>
  observeSection(exemptionsAnalyzer, { [path]: text, ...files });

const entry = '- { check: a, reason: It is retired in May. }';

describe('exemptionsAnalyzer', () => {
  it('reads exemptions with their lines', async () => {
    const { facts, problems } = await observe(`# What we need not do
- check: production-readiness/load-is-tested
  reason: It is retired in May.
  expires: 2026-05-31
  link: https://tickets.example.com/7
  by: ann

- { scorecard: ownership, reason: Nobody owns a prototype. }
`);
    expect(problems).toEqual([]);
    expect(facts.entries).toEqual([
      {
        path,
        line: 2,
        check: 'production-readiness/load-is-tested',
        scorecard: '',
        reason: 'It is retired in May.',
        expires: '2026-05-31',
        link: 'https://tickets.example.com/7',
        by: 'ann',
        owners: [],
      },
      {
        path,
        line: 8,
        check: '',
        scorecard: 'ownership',
        reason: 'Nobody owns a prototype.',
        expires: '',
        link: '',
        by: '',
        owners: [],
      },
    ]);
  });

  it('reads none where there is no file', async () => {
    const { facts } = await observeSection(exemptionsAnalyzer, {
      'docs/.airworthy/exemptions.yaml': entry,
    });
    expect(facts.entries).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    [
      'the last rule for it',
      '* @all\n/.airworthy/ @ann @ben\n',
      ['@ann', '@ben'],
    ],
    ['a rule for everything', '* @all', ['@all']],
    ['every section that has a rule', '[A]\n* @a\n[B]\n* @b @a', ['@a', '@b']],
    ['no section that is optional', '[A]\n* @a\n^[B] @b\n*', ['@a']],
    ['a rule that takes them away', '* @all\n/.airworthy/\n', []],
    [
      'no section that leaves them out',
      '* @all\n!/.airworthy/\n[B]\n* @b',
      ['@b'],
    ],
    ['rules for other files', '/src/ @all', []],
  ])('names owners by %s', async (_, CODEOWNERS, owners) => {
    const { facts } = await observe(entry, { CODEOWNERS });
    expect(facts.entries).toEqual([expect.objectContaining({ owners })]);
  });

  it('finds no owner past more rules than are looked at', async () => {
    const { facts } = await observe(entry, {
      CODEOWNERS: `* @all\n${'a @ann\n'.repeat(100_000)}`,
    });
    expect(facts.entries).toEqual([expect.objectContaining({ owners: [] })]);
  });

  it('reads the file of the folder that the entity lives in', async () => {
    const inFolder = `services/orders/${path}`;
    const { facts } = await observeSection(
      exemptionsAnalyzer,
      {
        CODEOWNERS: '* @all\n/services/orders/ @orders\n',
        [path]: '- { check: b, reason: It is for the root alone. }',
        [inFolder]: entry,
      },
      'services/orders',
    );
    expect(facts.entries).toEqual([
      expect.objectContaining({
        ...{ path: inFolder, line: 1, check: 'a', owners: ['@orders'] },
      }),
    ]);
  });

  it.each<[string, string, string]>([
    ['no reason', '- { check: a }', '"reason" is missing'],
    [
      'hardly a reason',
      '- { check: a, reason: because }',
      '"reason" must have at least 10 characters',
    ],
    [
      'an endless reason',
      `- { check: a, reason: ${'a'.repeat(3_000)} }`,
      '"reason" must have at most 2000 characters',
    ],
    [
      'nothing that it is for',
      '- reason: It is retired in May.',
      'An exemption must have either "check" or "scorecard"',
    ],
    [
      'both',
      '- { check: a, scorecard: b, reason: It is retired in May. }',
      'An exemption must have either "check" or "scorecard"',
    ],
    [
      'a scorecard where a check should be',
      '- { check: ownership/, reason: It is retired in May. }',
      '"check" must be such as owner-exists or ownership/owner-exists',
    ],
    [
      'a day of no calendar',
      '- { check: a, reason: It is retired in May., expires: 2026-02-30 }',
      '"expires" must be a day such as 2026-04-30',
    ],
    [
      'a key that is not known',
      '- { check: a, reason: It is retired in May., until: May }',
      '"until" is not known; an exemption has check, scorecard, reason, expires, link, by',
    ],
    ['no list', 'check: a', 'must be a list of exemptions'],
  ])('tells of %s', async (_, text, message) => {
    const { facts, problems } = await observe(`${text}\n`);
    expect(facts.entries).toEqual([]);
    expect(problems).toEqual([
      {
        path,
        line: 1,
        reason: expect.stringContaining(`${path}:1 ${message}`),
      },
    ]);
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json().map(json => `- ${json}`),
        ),
        fc.string(),
        async (text, CODEOWNERS) => {
          const { facts } = await observe(text, { CODEOWNERS });
          expect(Array.isArray(facts.entries)).toBe(true);
        },
      ),
    );
  });
});
