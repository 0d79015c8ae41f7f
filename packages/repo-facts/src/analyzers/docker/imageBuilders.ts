import { RepoFacts } from '../../facts';
import { withoutMarkupComments } from '../files/markupComments';

type Builder = RepoFacts['docker']['builders'][number];

/** Files that tell a tool to build an image, and the line that says so. */
const rules: { builder: string; path: RegExp; line: RegExp }[] = [
  {
    builder: 'jib',
    path: /(?:^|\/)pom\.xml$/,
    line: /<artifactId>(?:jib-maven-plugin|quarkus-container-image-jib)</,
  },
  {
    builder: 'jib',
    path: /(?:^|\/)build\.gradle(?:\.kts)?$/,
    line: /["'](?:com\.google\.cloud\.tools\.jib|io\.quarkus:quarkus-container-image-jib)["']/,
  },
  {
    builder: 'buildpacks',
    path: /(?:^|\/)pom\.xml$/,
    line: /<goal>build-image(?:-no-fork)?<|<builder>[\w.:/-]+</,
  },
  {
    builder: 'buildpacks',
    path: /(?:^|\/)build\.gradle(?:\.kts)?$/,
    line: /\bbootBuildImage\b/,
  },
  {
    builder: 'buildpacks',
    path: /(?:^|\/)project\.toml$/,
    line: /^\[\[?(?:_|io\.buildpacks|com\.heroku\.buildpacks)[\].]/,
  },
  { builder: 'ko', path: /(?:^|\/)\.ko\.ya?ml$/, line: /^[^#\s]/ },
  { builder: 'nixpacks', path: /(?:^|\/)nixpacks\.toml$/, line: /^[^#\s]/ },
  {
    builder: 'dotnet',
    path: /\.[cf]sproj$/,
    line: /<(?:EnableSdkContainerSupport|ContainerRepository|ContainerBaseImage)>/,
  },
];

/** Whether a file may say that an image is built without a Dockerfile. */
export function mayBuildImages(path: string): boolean {
  return rules.some(rule => rule.path.test(path));
}

/** What builds an image without a Dockerfile, as a file says. */
export function imageBuilders(path: string, text: string): Builder[] {
  const isMarkup = /\.(?:xml|[cf]sproj)$/.test(path);
  const lines = (isMarkup ? withoutMarkupComments(text) : text).split('\n');
  return rules.flatMap(({ builder, path: paths, line }) => {
    const at = paths.test(path)
      ? lines.findIndex(
          each =>
            line.test(each) && !/^\s*(?:\/\/|\*|#)|\bapply false\b/.test(each),
        )
      : -1;
    return at < 0 ? [] : [{ path, line: at + 1, builder }];
  });
}
