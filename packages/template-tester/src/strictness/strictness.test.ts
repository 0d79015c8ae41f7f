import { foreignExpressions } from './foreignExpressions';
import { parseTemplateText } from './parse';
import { undefinedOutputs } from './undefinedOutputs';

function undefinedIn(text: string, values: object): string[] {
  const parsed = parseTemplateText(text);
  if ('mistake' in parsed) throw new Error(parsed.mistake.message);
  const { undefineds, untold } = undefinedOutputs(parsed.root, { values });
  return [
    ...undefineds.map(({ expression, line }) => `${line} ${expression}`),
    ...untold.map(line => `${line} untold`),
  ];
}

describe('undefinedOutputs', () => {
  it.each([
    ['Hello\n${{ values.name }}', {}, ['2 values.name']],
    ['${{ values.image.tag }}', { image: {} }, ['1 values.image.tag']],
    ['${{ parameters.name }}', { name: 'a' }, ['1 parameters.name']],
    ['${{ values.name | upper }}', {}, ['1 values.name']],
    ['a ${{ values.a + values.b }}', { a: 1 }, ['1 values.b']],
    ['{% for x in values.list %}{% endfor %}', {}, ['1 values.list']],
    [
      '{% for x in values.list %}${{ x.a }}{% endfor %}',
      { list: [{ a: 1 }, {}] },
      ['1 x.a'],
    ],
    ['{% set x = values.gone %}', {}, ['1 values.gone']],
    ['${{ values.a or values.b }}', {}, ['1 values.b']],
    ['${{ values.list[1] }}', { list: ['a'] }, ['1 values.list[1]']],
  ])('finds %j', (text, values, expected) => {
    expect(undefinedIn(text, values)).toEqual(expected);
  });

  it.each([
    ['${{ values.name }}', { name: 'a' }],
    ['${{ values.name or "none" }}', {}],
    ['${{ values.name | default("none") }}', {}],
    ['{% if values.name %}${{ values.name.first }}{% endif %}', {}],
    [
      '{% if values.db == "pg" %}${{ values.version }}{% endif %}',
      { db: 'none' },
    ],
    ['${{ values.a if values.a else "b" }}', {}],
    ['{% if values.a is defined %}${{ values.a }}{% endif %}', {}],
    ['{% raw %}${{ github.sha }}{% endraw %}', {}],
    [
      '{% for x in values.list %}${{ loop.index }}${{ x }}{% endfor %}',
      { list: ['a'] },
    ],
    ['${{ values.list[0].a }}', { list: [{ a: 1 }] }],
  ])('is content with %j', (text, values) => {
    expect(undefinedIn(text, values)).toEqual([]);
  });

  it.each([
    '{% if values.name | first == "a" %}${{ values.gone }}{% endif %}',
    '${{ values.gone if values.name.startsWith("b") else "" }}',
    '${{ values.name.split("-")[0] }}',
    '{% macro m() %}${{ values.gone }}{% endmacro %}',
    '{% include "other" %}',
  ])('says that it cannot tell of %j', text => {
    expect(undefinedIn(`\n${text}`, { name: 'a-b' })).toEqual(['2 untold']);
  });

  it.each([
    '{% if values.name.startsWith("b") %}{% set port = 1 %}{% else %}{% set port = 2 %}{% endif %}',
    '{% if values.name | first == "a" %}{% elif values.a %}{% set port %}1{% endset %}{% endif %}',
    '{% switch values.name %}{% case "a" %}{% set port = 1 %}{% default %}{% endswitch %}',
    '{% if values.name | first == "a" %}{% macro port() %}{% endmacro %}{% endif %}',
    '{% import "ports" as port %}',
    '{% from "ports" import port %}',
    '{% from "ports" import other as port %}',
  ])('takes nothing that is set there for undefined: %j', text => {
    expect(undefinedIn(`${text}\n${'${{ port }}'}`, { name: 'a-b' })).toEqual([
      '1 untold',
      '2 untold',
    ]);
  });

  it('names the line of a mistake in the syntax', () => {
    expect(parseTemplateText('a\n{% if %}')).toEqual({
      mistake: { message: expect.any(String), line: 2 },
    });
  });
});

describe('foreignExpressions', () => {
  it.each([
    'run: echo ${{ github.sha }}',
    '${{ secrets.TOKEN }}',
    "key: ${{ runner.os }}-${{ hashFiles('**/go.sum') }}",
    "if: ${{ github.event_name == 'push' && success() }}",
  ])('finds %j', text => {
    expect(foreignExpressions(`a\n${text}`)[0]).toMatchObject({ line: 2 });
  });

  it.each([
    '${{ values.github.owner }}',
    '{% raw %}${{ github.sha }}{% endraw %}',
    '${{ "${{ github.ref }}" }}',
    '{% set env = "a" %}${{ env.name }}',
    '${{ values.name }}',
    '$' + '{ github }',
  ])('leaves %j alone', text => {
    expect(foreignExpressions(text)).toEqual([]);
  });
});
