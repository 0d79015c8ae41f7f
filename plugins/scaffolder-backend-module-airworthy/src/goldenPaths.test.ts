import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const templates = resolve(__dirname, '../../../templates');

/** Values that every language gives for itself; one may have others besides. */
const ofTheLanguage = [
  'language',
  'tags',
  'migrateCommand',
  'memoryLimit',
  'userId',
];

/** Values that are the same in all of them. */
const shared = [
  ...['name', 'description', 'owner', 'team', 'system', 'systemName'],
  ...['lifecycle', 'onCall', 'ci', 'rollout', 'database', 'forge', 'host'],
  ...['organisation', 'repository', 'repositoryUrl', 'sourceUrl', 'registry'],
];

interface Step {
  id: string;
  input: {
    url?: string;
    values?: Record<string, unknown>;
    minimumLevel?: string;
  };
}

interface Page {
  properties: Record<string, { 'ui:options'?: { level?: string } }>;
}

function read(name: string): {
  metadata: { annotations: Record<string, string> };
  spec: { parameters: Page[]; steps: Step[]; output: object };
} {
  // A template names itself in its texts, and nowhere else.
  const text = readFileSync(join(templates, `${name}.yaml`), 'utf8');
  return parse(text.replaceAll(name, 'the-template'), { maxAliasCount: -1 });
}

/** What a template asks and does, without what is the language's own. */
function common({ spec }: ReturnType<typeof read>) {
  const steps = spec.steps.map(step => {
    const { values } = step.input;
    if (!values) return step;
    const given = shared.map(key => [key, values[key] ?? 'missing']);
    return {
      ...step,
      input: { ...step.input, values: Object.fromEntries(given) },
    };
  });
  return { ...spec, steps };
}

const services = readdirSync(templates)
  .filter(file => file.endsWith('-service.yaml') && !file.startsWith('upgrade'))
  .map(file => file.replace('.yaml', ''));

describe.each(services)('the golden path %s', name => {
  const template = read(name);

  it('asks and does what all of them do', () => {
    expect(common(template)).toEqual(common(read('node-service')));
  });

  it('says what is its own, the same for each layer', () => {
    const given = template.spec.steps
      .map(({ input }) => input.values)
      .filter(values => values !== undefined);
    expect(given.length).toBeGreaterThanOrEqual(3);
    given.forEach(values => expect(values).toEqual(given[0]));
    expect(Object.keys(given[0])).toEqual(
      expect.arrayContaining([...shared, ...ofTheLanguage]),
    );
  });

  it('guarantees a level, says so and holds itself to it', () => {
    const level =
      template.metadata.annotations['airworthy.dev/guaranteed-level'];
    expect(level).toBe('L4');
    const { parameters, steps } = template.spec;
    const { created } = parameters[parameters.length - 1].properties;
    expect(created['ui:options']?.level).toBe(level);
    const assess = steps.find(({ id }) => id === 'assess');
    expect(assess?.input.minimumLevel).toBe(level);
  });

  it('has a version to be upgraded from', () => {
    const { annotations } = template.metadata;
    expect(annotations['airworthy.dev/template-version']).toMatch(
      /^\d+\.\d+\.\d+$/,
    );
  });
});
