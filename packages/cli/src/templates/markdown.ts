import { isSound, levelsOf, SummarisedTest } from './SummarisedTest';

const marks = { pass: 'yes', fail: '**no**', skipped: 'skipped', none: '' };

/** A table for documents: a row for each check, a column for each template. */
export function formatTemplatesMarkdown(tests: SummarisedTest[]): string {
  const titles = new Map(
    tests.flatMap(({ checks }) => checks.map(({ id, title }) => [id, title])),
  );
  const cells = (values: string[]) => `| ${values.map(escape).join(' | ')} |`;
  const rows = [...titles].flatMap(([id, title]) => {
    const row = tests.map(({ checks }) => {
      const check = checks.find(each => each.id === id);
      if (!check) return '';
      return check.of > 1 && check.status === 'fail'
        ? `${marks.fail} (${check.passed} of ${check.of})`
        : marks[check.status];
    });
    return row.some(cell => cell !== '') ? [[title, ...row]] : [];
  });
  return [
    cells(['', ...tests.map(({ template }) => `\`${template}\``)]),
    cells(['---', ...tests.map(() => '---')]),
    cells([
      'Combinations',
      ...tests.map(({ results }) => String(results.length)),
    ]),
    cells(['Level', ...tests.map(test => levelsOf(test).join(' to '))]),
    ...(tests.some(({ tier }) => tier)
      ? [
          cells([
            'Tier',
            ...tests.map(({ tier = 'checked statically' }) => tier),
          ]),
        ]
      : []),
    ...rows.map(cells),
    cells(['Sound', ...tests.map(test => (isSound(test) ? 'yes' : '**no**'))]),
    '',
  ].join('\n');
}

function escape(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}
