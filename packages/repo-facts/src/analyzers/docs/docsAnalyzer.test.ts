import fc from 'fast-check';
import { observeSection } from '../testing';
import { docsAnalyzer } from './docsAnalyzer';
import { readPage } from './readPage';

const analyze = async (files: Record<string, string>) =>
  (await observeSection(docsAnalyzer, files)).facts;

const prose = (count: number) => Array(count).fill('word').join(' ');

describe('pages', () => {
  it('reads the README at the root', async () => {
    const { readme, pages } = await analyze({
      'README.md': `<!-- badge -->\n\n# Orders\n\n${prose(
        40,
      )}\n\n## Getting started\n\n${prose(10)}\n`,
      'src/README.md': '# Nothing',
    });
    expect(readme).toEqual([
      {
        path: 'README.md',
        line: 3,
        title: 'Orders',
        words: 50,
        topics: ['getting-started'],
      },
    ]);
    expect(pages).toEqual([]);
  });

  it('reads pages in documentation folders and at the root', async () => {
    const { pages } = await analyze({
      'docs/index.md': '# Home',
      'doc/design.rst': 'Design\n======\n\nText.\n',
      'runbooks/high-latency.adoc': `= High latency\n\n${prose(40)}\n`,
      'SECURITY.md': '# Security',
      'CHANGELOG.md': '# Deployment',
      'docs/image.png': '',
      'src/notes.md': '# Notes',
    });
    expect(
      pages.map(({ path, title, topics }) => [path, title, topics]),
    ).toEqual([
      ['SECURITY.md', 'Security', []],
      ['doc/design.rst', 'Design', []],
      ['docs/index.md', 'Home', []],
      ['runbooks/high-latency.adoc', 'High latency', ['runbook']],
    ]);
  });

  it('takes topics from headings that are followed by something', () => {
    const { topics } = readPage(
      'docs/operations.md',
      `# Operations\n\n${prose(
        40,
      )}\n\n## Roll back\n\n\`\`\`sh\nkubectl rollout undo\n\`\`\`\n\n## Incidents\n\n### Severities\n\n${prose(
        8,
      )}\n\n## Backup\n\nTODO\n\n## Retention\n`,
    );
    expect(topics).toEqual(['incident', 'rollback', 'severity']);
  });

  it('takes no topics from passing mentions, code and comments', () => {
    const { topics } = readPage(
      'docs/operations.md',
      `# Operations\n\n${prose(
        40,
      )} rollback, on-call, escalation.\n\n\`\`\`\n# Deploy\n${prose(
        40,
      )}\n\`\`\`\n<!--\n# Chaos\n${prose(40)}\n-->\n`,
    );
    expect(topics).toEqual([]);
  });

  it('takes topics that a line states', () => {
    const { topics } = readPage(
      'docs/people.md',
      `# People\n\n${prose(
        40,
      )}\nEscalation: after ten minutes to the second one.\n\n| level |\n| --- |\n| SEV-1 |\n`,
    );
    expect(topics).toEqual(['escalation', 'severity']);
  });

  it.each([
    ['Taking a release back', 'rollback'],
    ['Undo a deployment', 'rollback'],
    ['Releases', 'deploy'],
  ])('knows another word: %s', (heading, topic) => {
    const { topics } = readPage(
      'docs/a.md',
      `# A\n\n${prose(40)}\n\n## ${heading}\n\n${prose(8)}\n`,
    );
    expect(topics).toContain(topic);
  });

  it('does not take release notes for a way to deploy', () => {
    expect(
      readPage('docs/a.md', `# Release notes\n\n${prose(40)}\n`).topics,
    ).toEqual([]);
  });

  it('takes a form for what its title says', () => {
    const form = (title: string) =>
      readPage(
        'docs/form.md',
        `# ${title}\n\n${prose(
          8,
        )}\n\n## Impact\n\n## Timeline\n\n## Causes\n\n## Actions\n`,
      );
    expect(form('Post-mortem').topics).toEqual(['post-mortem']);
    expect(
      readPage('docs/runbook.md', '# Runbook\n\n## A\n\n## B\n\n## C\n\n## D\n')
        .topics,
    ).toEqual([]);
  });

  it('takes troubleshooting for a runbook only where it is about operating', () => {
    const topicsOf = (text: string) =>
      readPage('README.md', `# Orders\n\n${prose(40)}\n\n${text}`).topics;

    expect(
      topicsOf(
        '## Troubleshooting\n\nDelete `node_modules`, install again, and restart your editor.\n',
      ),
    ).toEqual([]);
    expect(
      topicsOf(
        '## Troubleshooting\n\n### The alert on latency fires\n\nLook at the dashboard, then:\n\n```sh\nkubectl rollout undo deployment/orders\n```\n',
      ),
    ).toEqual(['runbook']);
  });

  it('takes no topics from a stub', () => {
    expect(
      readPage('docs/runbooks/rollback.md', '# Rollback\n\nTo be written.\n')
        .topics,
    ).toEqual([]);
    expect(
      readPage('runbook.md', `\`\`\`\n${prose(100)}\n\`\`\`\n`),
    ).toMatchObject({ words: 0, topics: [], title: 'runbook.md' });
  });

  it('does not mistake a rule for code', () => {
    expect(
      readPage('docs/a.md', `# A\n\n-----\n\none two\n***\n\n## B\n`),
    ).toMatchObject({ title: 'A', words: 2 });
  });

  it('skips front matter', () => {
    expect(
      readPage(
        'docs/a.md',
        '---\ntitle: x\nother: one two\n---\n\n# A\n\none two\n',
      ),
    ).toMatchObject({ title: 'A', line: 6, words: 2 });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(
              fc.constantFrom(
                '# a',
                '```',
                '~~~',
                '---',
                '===',
                '<!--',
                '-->',
                'x',
                '',
              ),
            )
            .map(lines => lines.join('\n')),
        ),
        text => {
          expect(readPage('docs/a.md', text).line).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('techdocs', () => {
  it('finds mkdocs.yml that says something', async () => {
    const { techdocs } = await analyze({
      'mkdocs.yml': '# ours\nsite_name: Orders\nmarkdown: !!python/name:x\n',
      'other/mkdocs.yml': '# site_name: nothing\n',
    });
    expect(techdocs).toEqual([{ path: 'mkdocs.yml', line: 2 }]);
  });
});

describe('apis', () => {
  it('finds definitions by what they contain', async () => {
    const { apis } = await analyze({
      'api/openapi.yaml': "# v1\nopenapi: '3.1.0'\n",
      'api/swagger.json': '{\n  "swagger": "2.0"\n}',
      'events/asyncapi.yml': 'asyncapi: 3.0.0\n',
      'schema.graphql': '# type Query\ntype Query {\n  a: Int\n}\n',
      'orders.proto': '// service No {}\nservice Orders {\n}\n',
    });
    expect(apis.map(({ path, line, format }) => [path, line, format])).toEqual([
      ['api/openapi.yaml', 2, 'openapi'],
      ['api/swagger.json', 2, 'openapi'],
      ['events/asyncapi.yml', 1, 'asyncapi'],
      ['orders.proto', 2, 'grpc'],
      ['schema.graphql', 2, 'graphql'],
    ]);
  });

  it('takes no heed of a name alone', async () => {
    const { apis } = await analyze({
      'openapi.yaml': 'paths: {}\n',
      'openapi.json': '{"paths": {',
      'api/catalog.yaml': 'spec:\n  definition: |\n    openapi: 3.0.0\n',
      'query.graphql': 'query { a }\n',
      'types.proto': 'message Order {}\n/* service A {} */\n',
    });
    expect(apis).toEqual([]);
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('openapi.json', 'api.yaml', 'a.proto', 'a.graphql'),
        fc.oneof(fc.string(), fc.json()),
        async (path, text) => {
          expect(Array.isArray((await analyze({ [path]: text })).apis)).toBe(
            true,
          );
        },
      ),
    );
  });
});
