import { XMLParser } from 'fast-xml-parser';
import { fileName } from '../files/paths';
import { LineStarts } from '../files/LineStarts';
import { asList, asObject, asText } from '../files/plainValues';
import {
  DeclaredPackage,
  ManifestReader,
  mostPackages,
  UnreadableManifestError,
} from './Manifest';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  captureMetaData: true,
  isArray: name => name === 'PackageReference' || name === 'ItemGroup',
});

const place = XMLParser.getMetaDataSymbol() as unknown as symbol;

/** Reads a .csproj or .fsproj; its SDK counts as a package that it asks for. */
export const readDotnetProject: ManifestReader = (text, path) => {
  const project = asObject(parseXml(text).Project);
  const sdk = asText(project.Sdk);
  if (sdk === '') {
    return undefined;
  }
  const lines = new LineStarts(text);
  const references = asList(project.ItemGroup)
    .flatMap(group => asList(asObject(group).PackageReference))
    .slice(0, mostPackages)
    .map(entry => {
      const node = asObject(entry) as Record<string | symbol, unknown>;
      const { startIndex } = asObject(node[place]) as { startIndex?: number };
      return {
        name: asText(node.Include),
        version: asText(node.Version),
        line: lines.lineAt(startIndex ?? 0),
      };
    })
    .filter(({ name }) => name !== '');
  const scope: DeclaredPackage['scope'] = references.some(
    ({ name }) => name === 'Microsoft.NET.Test.Sdk',
  )
    ? 'development'
    : 'runtime';
  const line = lines.lineAt(Math.max(0, text.indexOf('<Project')));
  return {
    ecosystem: 'nuget',
    name: fileName(path).replace(/\.\w+$/, ''),
    line,
    packages: [{ name: sdk, version: '', line }, ...references].map(each => ({
      ...each,
      scope,
    })),
    // A version that is absent is set for all projects at once.
    exact: references.every(({ version }) => !version.includes('*')),
  };
};

function parseXml(text: string): Record<string, unknown> {
  try {
    return asObject(parser.parse(text));
  } catch {
    throw new UnreadableManifestError('is not valid XML', 1);
  }
}
