import { analyse } from 'scslre';
import { languages } from '../languages';

// The linter sees the patterns that stand in the code, not those put together.
it.each(
  Object.entries(languages).flatMap(([name, { signals, test }]) =>
    [{ signal: 'test', pattern: test }, ...signals].map(
      ({ signal, pattern }) => [name, signal, pattern] as const,
    ),
  ),
)('%s %s takes linear time', (_name, _signal, pattern) => {
  const { reports } = analyse(pattern, {
    assumeRejectingSuffix: true,
  });
  expect(reports.map(({ type, character }) => [type, character.pick])).toEqual(
    [],
  );
});
