/** Folders that hold one folder for each environment. */
const holders = new Set([
  ...['overlays', 'environments', 'environment', 'envs', 'env', 'stages'],
  ...['clusters', 'targets'],
]);

const known =
  /(?:^|[._-])(production|prod|prd|live|staging|stage|stg|preprod|preview|development|dev|test|testing|qa|uat|integration|sandbox|demo|canary|dr)(?=$|[._-])/;

/**
 * The environment that a path is for, such as `production` of
 * `overlays/production/kustomization.yaml` or `values-production.yaml`; `""`
 * for none.
 */
export function environmentOf(path: string): string {
  const parts = path.toLowerCase().split('/');
  const name = parts.pop() ?? '';
  const held = parts.findLastIndex(part => holders.has(part)) + 1;
  if (held > 0 && held < parts.length) {
    return parts[held];
  }
  const [, word] =
    [name.replace(/\.\w+$/, ''), ...parts.reverse()]
      .map(part => known.exec(part))
      .find(Boolean) ?? [];
  return word ?? '';
}

/** Whether an environment is the one that customers use. */
export function isProduction(environment: string): boolean {
  return /^(?:.*[._-])?(?:production|prod|prd|live)(?:[._-].*)?$/.test(
    environment,
  );
}
