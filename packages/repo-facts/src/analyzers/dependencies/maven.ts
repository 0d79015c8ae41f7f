import { XMLParser } from 'fast-xml-parser';
import { LineStarts } from '../files/LineStarts';
import { asList, asObject, asText } from '../files/plainValues';
import { ManifestReader, UnreadableManifestError } from './Manifest';

const parser = new XMLParser({
  ignoreAttributes: true,
  processEntities: false,
  parseTagValue: false,
  captureMetaData: true,
  isArray: name => name === 'dependency',
});

const place = XMLParser.getMetaDataSymbol() as unknown as symbol;

/** Reads a pom.xml; versions from its own properties are filled in. */
export const readPom: ManifestReader = text => {
  const project = asObject(parseXml(text).project);
  const artifact = asText(project.artifactId);
  if (!artifact) {
    return undefined;
  }
  const lines = new LineStarts(text);
  const properties = asObject(project.properties);
  const resolve = (value: unknown) =>
    asText(value).replace(
      /\$\{([\w.-]{1,100})\}/g,
      (whole, name: string) => asText(properties[name]) || whole,
    );
  const dependenciesOf = (value: unknown) =>
    asList(asObject(asObject(value).dependencies).dependency).map(entry => {
      const node = asObject(entry) as Record<string | symbol, unknown>;
      const { startIndex } = asObject(node[place]) as { startIndex?: number };
      return {
        name: `${resolve(node.groupId)}:${resolve(node.artifactId)}`,
        version: resolve(node.version),
        scope:
          node.scope === 'test'
            ? ('development' as const)
            : ('runtime' as const),
        line: lines.lineAt(startIndex ?? 0),
      };
    });

  const parent = asObject(project.parent);
  const packages = dependenciesOf(project);
  const versions = [
    ...packages,
    ...dependenciesOf(project.dependencyManagement),
  ].map(({ version }) => version);
  versions.push(resolve(parent.version));
  if (parent.artifactId === 'spring-boot-starter-parent') {
    packages.push({
      name: `${asText(parent.groupId)}:${parent.artifactId}`,
      version: resolve(parent.version),
      scope: 'runtime',
      line: lines.lineAt(Math.max(0, text.indexOf('<parent>'))),
    });
  }
  return {
    ecosystem: 'maven',
    name: artifact,
    version: resolve(project.version ?? parent.version),
    line: lines.lineAt(Math.max(0, text.indexOf(`<artifactId>${artifact}<`))),
    packages,
    // A version that is absent is set by the parent or an imported list.
    exact: versions.every(version => !isFloating(version)),
  };
};

function isFloating(version: string): boolean {
  return (
    /^[[(]/.test(version) ||
    /^(LATEST|RELEASE)$/.test(version) ||
    version.endsWith('-SNAPSHOT')
  );
}

function parseXml(text: string): Record<string, unknown> {
  try {
    return asObject(parser.parse(text));
  } catch {
    throw new UnreadableManifestError('is not valid XML', 1);
  }
}
