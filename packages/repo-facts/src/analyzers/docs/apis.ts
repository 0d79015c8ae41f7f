import { AnalyzerContext } from '../Analyzer';
import { LineStarts } from '../files/LineStarts';
import { cLikeSyntax, readCode } from '../source/codeText';

interface ApiDefinition {
  path: string;
  line: number;
  format: string;
}

const documentFile = /\.(ya?ml|json)$/i;
const likelyDocument = /api|swagger|spec|contract/i;
const certainDocument = /openapi|swagger|asyncapi/i;
const graphqlFile = /\.(graphqls?|gql)$/i;
const protoFile = /\.proto$/i;

/** Files of unclear name beyond this are data. */
const largestUnclear = 512 * 1024;

const formats: Record<string, string> = {
  openapi: 'openapi',
  swagger: 'openapi',
  asyncapi: 'asyncapi',
};

/** Finds definitions of interfaces by what they contain. */
export async function readApiDefinitions({
  listing,
  read,
}: AnalyzerContext): Promise<ApiDefinition[]> {
  const found: ApiDefinition[] = [];
  for (const { path, size } of listing.files) {
    const find = finderFor(path, size);
    const text = find && (await read(path));
    const definition = text && find(text);
    if (definition) {
      found.push({ path, ...definition });
    }
  }
  return found;
}

type Finder = (text: string) => Omit<ApiDefinition, 'path'> | undefined;

function finderFor(path: string, size: number): Finder | undefined {
  if (
    documentFile.test(path) &&
    (certainDocument.test(path) ||
      (likelyDocument.test(path) && size <= largestUnclear))
  ) {
    return /\.json$/i.test(path) ? jsonDefinition : yamlDefinition;
  }
  if (graphqlFile.test(path)) {
    return graphqlSchema;
  }
  return protoFile.test(path) ? grpcService : undefined;
}

/** Such documents are large, and what they are stands at the margin. */
function yamlDefinition(text: string) {
  const match =
    /^["']?(openapi|swagger|asyncapi)["']?[ \t]*:[ \t]*["']?\d/m.exec(text);
  return match ? at(text, match.index, formats[match[1]]) : undefined;
}

function jsonDefinition(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const key =
    typeof value === 'object' && value !== null
      ? Object.keys(formats).find(name => Object.hasOwn(value, name))
      : undefined;
  return key
    ? at(text, Math.max(0, text.indexOf(`"${key}"`)), formats[key])
    : undefined;
}

function graphqlSchema(text: string) {
  const match =
    /^[ \t]*(?:extend[ \t]+)?(?:type[ \t]+(?:Query|Mutation|Subscription)\b|schema[ \t]*[@{])/m.exec(
      text,
    );
  return match ? at(text, match.index, 'graphql') : undefined;
}

function grpcService(text: string) {
  const { bare } = readCode(text, cLikeSyntax);
  const match = /^[ \t]*service[ \t]+\w+[ \t]*\{?/m.exec(bare);
  return match ? at(bare, match.index, 'grpc') : undefined;
}

function at(text: string, index: number, format: string) {
  return { line: new LineStarts(text).lineAt(index), format };
}
