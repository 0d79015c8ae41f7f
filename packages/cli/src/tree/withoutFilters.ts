import { git } from '@airworthy/golden-paths';

/**
 * Environment for git in which no filter of the repository's own runs: a
 * filter is a command, and the repository may have been unpacked from
 * anywhere. The environment rather than options, because names of filters may
 * contain an equals sign.
 */
export async function withoutFilters(
  repository: string,
): Promise<Record<string, string>> {
  // Fails where nothing is found.
  const found = await git(repository, [
    ...['config', '--null', '--name-only', '--get-regexp'],
    '^filter\\..*\\.(smudge|process|required)$',
  ]).catch(() => '');
  const names = [...new Set(found.split('\0').filter(name => name !== ''))];
  const variables = names.flatMap((name, index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, name.endsWith('.required') ? 'false' : ''],
  ]);
  return {
    GIT_CONFIG_COUNT: String(names.length),
    ...Object.fromEntries(variables),
  };
}
