import { mapOf, textOf } from '../shapes';
import { parseYamlDocuments, YamlDocument } from '../../yaml/readYaml';
import { readHclBlocks } from './hclBlocks';

/** Something that a file defines for a tool to bring about. */
export interface Definition {
  line: number;
  kind: string;
  name: string;
}

/** How files of a tool are found, and what they define. */
interface DefinitionFile {
  tool: string;
  path: RegExp;
  /** @throws MalformedFileError */
  read(text: string): Definition[];
}

/** A file that defines one thing by being there with content. */
const whole =
  (kind: string) =>
  (text: string): Definition[] =>
    text.trim() ? [{ line: 1, kind, name: '' }] : [];

const blocks =
  (...types: string[]) =>
  (text: string): Definition[] =>
    readHclBlocks(text)
      .filter(({ type }) => types.includes(type))
      .map(({ type, labels, line }) => ({
        line,
        kind: labels.length > 1 ? labels[0] : type,
        name: labels[labels.length - 1] ?? '',
      }));

/** The first rule that fits counts. */
const files: DefinitionFile[] = [
  {
    tool: 'terraform',
    path: /\.(?:tf|tofu)$/,
    read: blocks('resource', 'module'),
  },
  { tool: 'terraform', path: /\.tf\.json$/, read: readTerraformJson },
  {
    tool: 'terragrunt',
    path: /(?:^|\/)terragrunt\.hcl$/,
    read: blocks('terraform', 'include'),
  },
  { tool: 'nomad', path: /\.nomad(?:\.hcl)?$/, read: blocks('job') },
  {
    tool: 'pulumi',
    path: /(?:^|\/)Pulumi\.ya?ml$/,
    read: keyed('runtime', 'project'),
  },
  { tool: 'cdk', path: /(?:^|\/)cdk\.json$/, read: keyed('app', 'app') },
  { tool: 'cdktf', path: /(?:^|\/)cdktf\.json$/, read: keyed('app', 'app') },
  { tool: 'bicep', path: /\.bicep$/, read: readBicep },
  {
    tool: 'serverless',
    path: /(?:^|\/)serverless\.ya?ml$/,
    read: keyed('provider', 'service'),
  },
  {
    tool: 'helmfile',
    path: /(?:^|\/)helmfile\.ya?ml$/,
    read: keyed('releases', 'releases'),
  },
  { tool: 'fly', path: /(?:^|\/)fly\.toml$/, read: readFly },
  {
    tool: 'render',
    path: /(?:^|\/)render\.ya?ml$/,
    read: keyed('services', 'blueprint'),
  },
  {
    tool: 'wrangler',
    path: /(?:^|\/)wrangler\.(?:toml|jsonc?)$/,
    read: whole('worker'),
  },
  {
    tool: 'app-engine',
    path: /(?:^|\/)app\.ya?ml$/,
    read: keyed('runtime', 'service'),
  },
  {
    tool: 'kamal',
    path: /(?:^|\/)config\/deploy\.ya?ml$/,
    read: keyed('servers', 'service'),
  },
  {
    tool: 'cloudformation',
    path: /\.template(?:\.\w+)?$|(?:^|[/._-])(?:template|cloudformation|cfn|stack)\.(?:ya?ml|json)$|(?:^|\/)(?:cloudformation|cfn|infra|infrastructure|sam|aws|stacks?)\/[^/]+\.(?:ya?ml|json)$/,
    read: readCloudFormation,
  },
];

/** Where infrastructure is tried out, and not defined. */
const trials = /(?:^|\/)(?:tests?|e2e|__tests__|\.terraform)\//;

/** The tool that a file may be written for, and how it is read. */
export function definitionFileOf(path: string): DefinitionFile | undefined {
  return trials.test(path)
    ? undefined
    : files.find(file => file.path.test(path));
}

/** A file that cannot be read as what its name says, and where. */
export class MalformedFileError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'MalformedFileError';
    this.line = line;
  }
}

/** @throws MalformedFileError when the text is neither YAML nor a template for it */
function documentsOf(text: string): YamlDocument[] {
  const { documents, errors } = parseYamlDocuments(text);
  if (errors.length > 0) {
    throw new MalformedFileError(errors[0].message, errors[0].line);
  }
  return documents;
}

/** One thing of a YAML or JSON file that has a certain key at its top. */
function keyed(key: string, kind: string): DefinitionFile['read'] {
  return text => {
    const [document] = documentsOf(text);
    const value = mapOf(document?.value);
    return value[key] === undefined
      ? []
      : [
          {
            line: document.lineOf([key]),
            kind,
            name: textOf(value.name ?? value.service ?? value.app),
          },
        ];
  };
}

/** An app of Fly, and the checks by which it is restarted. */
function readFly(text: string): Definition[] {
  const checks = text
    .split('\n')
    .flatMap((line, index) =>
      /^\s*\[\[?(?:http_service\.checks|services\.http_checks|checks\.\w+)\]/.test(
        line,
      )
        ? [{ line: index + 1, kind: 'health-check', name: '' }]
        : [],
    );
  return [...whole('app')(text), ...checks];
}

function readTerraformJson(text: string): Definition[] {
  return documentsOf(text).flatMap(({ value, lineOf }) =>
    Object.entries(mapOf(mapOf(value).resource)).flatMap(([kind, byName]) =>
      Object.keys(mapOf(byName)).map(name => ({
        line: lineOf(['resource', kind, name]),
        kind,
        name,
      })),
    ),
  );
}

function readBicep(text: string): Definition[] {
  return text.split('\n').flatMap((line, index) => {
    const [, name, kind] =
      /^(?:resource|module) (\w{1,200}) '([^'@]{1,300})/.exec(line) ?? [];
    return name ? [{ line: index + 1, kind, name }] : [];
  });
}

/** CloudFormation, and SAM on top of it. */
function readCloudFormation(text: string): Definition[] {
  if (!/\bResources\b/.test(text) || !/\bAWS::\w/.test(text)) {
    return [];
  }
  return documentsOf(text).flatMap(({ value, lineOf }) =>
    Object.entries(mapOf(mapOf(value).Resources)).flatMap(
      ([name, resource]) => {
        const kind = textOf(mapOf(resource).Type);
        return /^(?:AWS|Custom)::/.test(kind)
          ? [{ line: lineOf(['Resources', name]), kind, name }]
          : [];
      },
    ),
  );
}
