import { Place } from './CommandReader';
import { resolveVariables } from './Variables';

/** The option that names images, and what tells that they are pushed. */
interface Naming {
  command: RegExp;
  option?: RegExp;
  /** Without it nothing is pushed. */
  only?: RegExp;
  /** Which of the words that are no options names the image. */
  argument?: 'first' | 'last';
}

const namings: Naming[] = [
  {
    command: /^(?:docker|podman|nerdctl|buildah|depot)\b.* (?:build|bud)\b/,
    option: /^(?:-t|--tag)$/,
    only: /^--push$|push=true|type=registry/,
  },
  {
    command: /^(?:docker|podman|nerdctl) (?:image )?push\b/,
    argument: 'first',
  },
  {
    command: /^(?:buildah push|skopeo copy|crane copy|crane push)\b/,
    argument: 'last',
  },
  { command: /^docker buildx imagetools create\b/, option: /^(?:-t|--tag)$/ },
  { command: /^pack build\b/, only: /^--publish$/, argument: 'first' },
  {
    command: /^ko (?:build|publish|resolve|apply)\b/,
    option: /^(?:-t|--tags)$/,
  },
  { command: /kaniko\/executor/, option: /^(?:-d|--destination)$/ },
];

/** Images that a command pushes, with the values of variables in place. */
export function pushedImages(
  program: string,
  rest: string[],
  { variables }: Place,
): string[] {
  const line = [program, ...rest.filter(word => !word.startsWith('-'))]
    .join(' ')
    .slice(0, 500);
  const naming = namings.find(({ command }) => command.test(line));
  if (!naming || (naming.only && !rest.some(word => naming.only!.test(word)))) {
    return [];
  }
  const images = naming.option
    ? valuesOf(rest, naming.option)
    : argumentOf(rest, naming.argument);
  return images.map(image =>
    resolveVariables(imageOf(image, program), variables),
  );
}

/** ko is told the tags only, and where to push by a variable. */
function imageOf(named: string, program: string): string {
  return program === 'ko'
    ? `$KO_DOCKER_REPO:${named}`
    : named.replace(/^docker:\/\//, '');
}

/** `--tag a`, `--tag=a`. */
function valuesOf(words: string[], option: RegExp): string[] {
  return words.flatMap((word, index) => {
    const [name, ...value] = word.split('=');
    if (!option.test(name)) {
      return [];
    }
    return word.includes('=')
      ? [value.join('=')]
      : words.slice(index + 1, index + 2);
  });
}

function argumentOf(words: string[], which?: 'first' | 'last'): string[] {
  const push = words.findIndex(word => /^(?:push|copy|build)$/.test(word));
  const args = words.slice(push + 1).filter(word => !word.startsWith('-'));
  return which === 'last' ? args.slice(-1) : args.slice(0, 1);
}
