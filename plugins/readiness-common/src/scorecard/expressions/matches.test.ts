import { ExpressionCompiler } from './Expression';

const compiler = new ExpressionCompiler({
  fact: {
    type: 'object',
    properties: {
      text: { type: 'string' },
      pattern: { type: 'string' },
      list: { type: 'array', items: { type: 'string' } },
    },
  },
});

function evaluate(expression: string, fact: object) {
  return compiler
    .compile(expression, 'condition')
    .expression?.evaluate({ fact });
}

describe('matches', () => {
  it.each([
    ['fact.text.matches("b+")', true],
    ['fact.text.matches("^b+")', false],
    ['fact.text.matches("(?i)^A")', true],
    ['fact.list.exists(t, t.matches("^x[0-9]$"))', true],
    ['!fact.list.all(t, t.size() > 9 || t.matches("^x$")) && true', true],
    [
      'fact.list.filter(t, t.matches("2")).map(t, t.matches("x")) == [true]',
      true,
    ],
    [
      'cel.bind(t, fact.text, t.matches("c")) ? fact.text.matches("a") : false',
      true,
    ],
    ['{"key": fact.text.matches("a")}.key', true],
    ['[fact.text.matches("a")][0]', true],
    ['fact.text.matches(fact.pattern)', true],
  ])('%s is %s', (expression, value) => {
    const fact = { text: 'abbc', pattern: 'b.c', list: ['x1', 'x2'] };
    expect(evaluate(expression, fact)).toBe(value);
  });

  it('takes linear time for any pattern and text', () => {
    const text = `${'a'.repeat(5_000)}!`;
    expect(evaluate('fact.text.matches("^(a+)+$")', { text })).toBe(false);
    const pattern = '^(a|a)*$';
    expect(evaluate('fact.text.matches(fact.pattern)', { text, pattern })).toBe(
      false,
    );
  });

  it.each(['(?=a)', '(?<!a)b', '(a)\\\\1', 'a{2000}', '('])(
    'refuses %s, which RE2 does not know, with its place',
    pattern => {
      const { mistakes } = compiler.compile(
        `fact.text.matches("${pattern}")`,
        'condition',
      );
      expect(mistakes).toEqual([
        {
          message: expect.stringContaining('Not a regular expression'),
          offset: 18,
        },
      ]);
    },
  );

  it('has no value for a pattern of a fact that is none', () => {
    expect(() =>
      evaluate('fact.text.matches(fact.pattern)', { text: '', pattern: '(' }),
    ).toThrow();
  });
});
