import { folderOf } from '../files/paths';
import { asList, asObject, asText } from '../files/plainValues';
import { DeclaredPackage, Manifest } from './Manifest';
import { readToml } from './toml';

/** Libraries of a version catalog, by the name that build files use. */
export type VersionCatalog = Map<string, { name: string; version: string }[]>;

const configuration =
  /^\s*(\w*(?:[iI]mplementation|[aA]pi|RuntimeOnly|runtimeOnly|[cC]ompileOnly|annotationProcessor|kapt|ksp))\b(.*)$/;

const coordinates = /["']([\w.-]+:[\w.-]+)(?::([^"'@:]*))?/;

const springPlugin =
  /^\s*id[\s(]*["'](org\.springframework\.boot)["'][\s)]*version[\s(]*["']([\w.-]+)["']/;

const ownVersion = /^version(?:\s*=)?\s*["']([\w.+-]+)["']/;

const catalogName = /\blibs\.([\w.]+)/;

/** Reads a build.gradle or build.gradle.kts. */
export function readGradleBuild(
  text: string,
  path: string,
  catalog: VersionCatalog,
): Manifest {
  const packages: DeclaredPackage[] = [];
  let ofItself = '';
  let inComment = false;
  text.split('\n').forEach((raw, index) => {
    const line = raw.slice(0, 2_000);
    if (inComment) {
      inComment = !line.includes('*/');
      return;
    }
    if (line.trim().startsWith('/*')) {
      inComment = !line.includes('*/');
      return;
    }
    ofItself ||= ownVersion.exec(line)?.[1] ?? '';
    const [, plugin, version = ''] = springPlugin.exec(line) ?? [];
    if (plugin) {
      packages.push({
        name: `${plugin}:spring-boot-gradle-plugin`,
        version,
        scope: 'runtime',
        line: index + 1,
      });
    }
    const [, name, rest] = configuration.exec(line) ?? [];
    if (!name) {
      return;
    }
    const scope = /^(test|integrationTest|functionalTest)/.test(name)
      ? 'development'
      : 'runtime';
    const add = (library: { name: string; version: string }) =>
      packages.push({ ...library, scope, line: index + 1 });
    const direct = coordinates.exec(rest);
    const alias = catalogName.exec(rest)?.[1];
    if (direct) {
      add({ name: direct[1], version: direct[2] ?? '' });
    } else if (alias) {
      catalog.get(alias)?.forEach(add);
    }
  });
  return {
    ecosystem: 'gradle',
    name: folderOf(path).split('/').pop() || 'root',
    version: ofItself,
    line: 1,
    packages,
    exact: false,
  };
}

/** Reads a libs.versions.toml. */
export function readVersionCatalog(text: string): VersionCatalog {
  const root = readToml(text) ?? {};
  const versions = asObject(root.versions);
  const catalog: VersionCatalog = new Map();
  for (const [alias, value] of Object.entries(asObject(root.libraries))) {
    const entry = asObject(value);
    const version = asObject(entry.version);
    const [group, artifact, inline] = (
      asText(value) ||
      asText(entry.module) ||
      `${asText(entry.group)}:${asText(entry.name)}`
    ).split(':');
    catalog.set(accessor(alias), [
      {
        name: `${group}:${artifact}`,
        version:
          inline ??
          (asText(entry.version) || asText(versions[asText(version.ref)])),
      },
    ]);
  }
  for (const [alias, members] of Object.entries(asObject(root.bundles))) {
    catalog.set(
      `bundles.${accessor(alias)}`,
      asList(members).flatMap(
        member => catalog.get(accessor(asText(member))) ?? [],
      ),
    );
  }
  return catalog;
}

/** Gradle writes `a-b_c` as `a.b.c`. */
function accessor(alias: string): string {
  return alias.replace(/[-_]/g, '.');
}
