import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const templates = resolve(__dirname, '../../../templates');

const names = readdirSync(templates).flatMap(
  file => /^(add-.+)(?<!\.test)\.yaml$/.exec(file)?.[1] ?? [],
);

describe('the README of a template that mends', () => {
  it.each(names)('lists what %s promises', name => {
    const { metadata } = parse(
      readFileSync(join(templates, `${name}.yaml`), 'utf8'),
      { maxAliasCount: -1 },
    );
    const promises = metadata.annotations['airworthy.dev/fixes'].split(/, */);
    const readme = readFileSync(join(templates, name, 'README.md'), 'utf8');

    const [, told] = /^- \*\*Promises\*\* (.+)\.$/m.exec(readme) ?? [];
    expect(told).toBe(
      promises.map((check: string) => `\`${check}\``).join(', '),
    );
  });
});
