import { posix } from 'node:path';
import { RepoFacts } from '../../facts';
import { YamlDocument } from '../../yaml/readYaml';
import { environmentOf, isProduction } from '../environmentNames';
import { isSecretInClear } from '../secretNames';
import { listOf, mapOf, stringsOf, textOf } from '../shapes';
import { isOtherPurpose } from './dockerfilePaths';

type Service = RepoFacts['docker']['services'][number];

/** More services than one file has. */
const maxServices = 500;

/** Whether a path names a compose file of what is run beyond a laptop or a test. */
export function isComposePath(path: string): boolean {
  const parts = path.toLowerCase().split('/');
  const [, words = ''] = /^(?:docker-)?compose([._-][\w.-]+)?\.ya?ml$/.exec(
    parts.pop() ?? '',
  ) ?? [undefined, 'dev'];
  return ![...parts, words, words.replace('override', 'dev')].some(
    isOtherPurpose,
  );
}

/** States the services of a compose file. */
export function composeServices(
  path: string,
  { value, lineOf }: YamlDocument,
): Service[] {
  const services = Object.entries(mapOf(mapOf(value).services));
  return services.slice(0, maxServices).map(([name, entry]) => {
    const service = mapOf(entry);
    const image = textOf(service.image);
    const dockerfile = dockerfileOf(path, service.build);
    const production = isForProduction(path);
    return {
      path,
      line: lineOf(['services', name]),
      name,
      image,
      dockerfile,
      production,
      // Databases and the like come by their bare name.
      own: dockerfile !== '' || (production && namesRegistry(image)),
      healthcheck: hasHealthcheck(service.healthcheck),
      user: textOf(service.user),
      readOnly: service.read_only === true,
      secretsInEnvironment: variablesOf(service.environment).some(
        ([key, text]) => isSecretInClear(key, text),
      ),
      dependsOn: Array.isArray(service.depends_on)
        ? stringsOf(service.depends_on)
        : Object.keys(mapOf(service.depends_on)),
    };
  });
}

/** `compose.prod.yml`, and `compose.deploy.yml` that is put over others. */
function isForProduction(path: string): boolean {
  return (
    isProduction(environmentOf(path)) ||
    /[._-]deploy(?:ment)?\./i.test(posix.basename(path))
  );
}

/** Whether an image is taken from a registry by its host. */
function namesRegistry(image: string): boolean {
  const [host, ...rest] = image.split('/');
  return rest.length > 0 && /[.:]/.test(host);
}

/** Where the Dockerfile lies that a service is built from; `""` for none in the tree. */
function dockerfileOf(path: string, build: unknown): string {
  if (build === undefined || build === null) {
    return '';
  }
  const { context = '.', dockerfile = 'Dockerfile' } =
    typeof build === 'string' ? { context: build } : mapOf(build);
  const found = posix.join(
    posix.dirname(path),
    textOf(context),
    textOf(dockerfile),
  );
  return found.startsWith('..') || textOf(context).includes('://') ? '' : found;
}

function hasHealthcheck(value: unknown): boolean {
  const { disable, test } = mapOf(value);
  const [first = ''] = stringsOf(test);
  return disable !== true && first !== '' && first.toUpperCase() !== 'NONE';
}

/** Variables written as a map, or as a list of `NAME=value`. */
function variablesOf(environment: unknown): [name: string, value: string][] {
  return Array.isArray(environment)
    ? listOf(environment).map(entry => {
        const [name, ...value] = textOf(entry).split('=');
        return [name, value.join('=')];
      })
    : Object.entries(mapOf(environment)).map(([name, value]) => [
        name,
        textOf(value),
      ]);
}
