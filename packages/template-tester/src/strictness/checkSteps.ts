import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { ScaffolderAction } from '@airworthy/golden-paths';
import { isMap, isSeq, LineCounter, Node, visit } from 'yaml';
import { Finding } from '../checks/Check';
import { parseTemplateText } from './parse';
import { referencesIn } from './references';
import { readTemplateFile } from './templateFile';

/** What expressions of a template file may start with. */
const roots = new Set([
  ...[
    'parameters',
    'steps',
    'secrets',
    'user',
    'environment',
    'context',
    'each',
  ],
  ...['always', 'failure', 'range', 'cycler', 'joiner', 'loop'],
]);

/**
 * Looks at the expressions of a template file: each parameter that they name is
 * asked for, and each output is one that the action of an earlier step has.
 */
export function checkSteps(options: {
  text: string;
  path: string;
  entity: TemplateEntityV1beta3;
  actions: Map<string, ScaffolderAction>;
}): Finding[] {
  const { text, path, entity, actions } = options;
  const { document, lines } = readTemplateFile(text, entity.metadata.name);
  const spec = document?.get('spec');
  if (!isMap(spec)) return [];
  const known = {
    parameters: parameterNames(entity.spec.parameters as JsonValue),
    // Those of the steps so far; `undefined` for one whose outputs nobody tells.
    steps: new Map<string, Set<string> | undefined>(),
  };
  const findings: Finding[] = [];
  const look = (part: unknown) => {
    for (const { source, line } of expressionsIn(part, lines)) {
      findings.push(...mistakesOf(source, line, known, path));
    }
  };
  const steps = spec.get('steps');
  entity.spec.steps.forEach((step, index) => {
    if (isSeq(steps)) look(steps.items[index]);
    const output = actions.get(step.action)?.schema?.output;
    const properties = output?.properties;
    known.steps.set(
      step.id ?? `step-${index + 1}`,
      properties && output?.additionalProperties !== true
        ? new Set(Object.keys(properties))
        : undefined,
    );
  });
  look(spec.get('output'));
  return findings;
}

interface Names {
  parameters: Set<string>;
  steps: Map<string, Set<string> | undefined>;
}

function mistakesOf(
  source: string,
  line: number,
  known: Names,
  path: string,
): Finding[] {
  const parsed = parseTemplateText(source);
  if ('mistake' in parsed) {
    const { message, line: below } = parsed.mistake;
    return [
      { path, line: line + below - 1, message: `is no expression: ${message}` },
    ];
  }
  const own = new Set<string>();
  return referencesIn(parsed.root, own).flatMap(({ names, line: below }) => {
    const message = own.has(names[0] ?? '')
      ? undefined
      : mistakeIn(names, known);
    return message === undefined ? [] : [{ path, line: line + below, message }];
  });
}

/** What is wrong with a reference such as `steps.publish.output.remoteUrl`. */
function mistakeIn(
  [root, name, third, output]: (string | undefined)[],
  known: Names,
): string | undefined {
  if (root === undefined) return undefined;
  if (!roots.has(root)) {
    return `${root} is undefined: expressions of a template file start with parameters, steps, secrets or user`;
  }
  if (name === undefined) return undefined;
  if (root === 'parameters' && !known.parameters.has(name)) {
    return `parameters.${name} is undefined: no page asks for it`;
  }
  if (root !== 'steps') return undefined;
  if (!known.steps.has(name)) {
    return `steps.${name} is undefined: there is no earlier step of this id`;
  }
  const outputs = known.steps.get(name);
  return third === 'output' &&
    output !== undefined &&
    outputs &&
    !outputs.has(output)
    ? `steps.${name}.output.${output} is undefined: its action has no such output`
    : undefined;
}

/** Texts with expressions in a part of the file, and the line where each starts. */
function expressionsIn(
  part: unknown,
  lines: LineCounter,
): { source: string; line: number }[] {
  const found: { source: string; line: number }[] = [];
  if (part === undefined || part === null) return found;
  visit(part as Node, {
    Scalar(_, { value, range, type }) {
      if (typeof value !== 'string' || !value.includes('${{')) return;
      const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
      const line = lines.linePos(range?.[0] ?? 0).line + (isBlock ? 1 : 0);
      found.push({ source: value, line });
    },
  });
  return found;
}

/** Every name under `properties`, wherever a schema has it. */
function parameterNames(schema: JsonValue | undefined): Set<string> {
  const names = new Set<string>();
  const collect = (value: JsonValue | undefined) => {
    if (Array.isArray(value)) value.forEach(collect);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return;
    for (const [key, inner] of Object.entries(value as JsonObject)) {
      if (
        key === 'properties' &&
        typeof inner === 'object' &&
        inner &&
        !Array.isArray(inner)
      ) {
        Object.keys(inner).forEach(name => names.add(name));
      }
      collect(inner);
    }
  };
  collect(schema);
  return names;
}
