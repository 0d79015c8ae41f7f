import { dirname, join, posix } from 'node:path';
import { InputError } from '@backstage/errors';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject } from '@backstage/types';
import {
  readTemplateSource,
  Rendering,
  ScaffolderAction,
  ScaffolderClient,
  TemplateSource,
} from '@airworthy/golden-paths';
import { CompiledScorecard } from '@airworthy/backstage-plugin-readiness-common';
import { compileBuiltInScorecard } from '@airworthy/scorecards';
import { checks } from '../checks';
import { gradeResult } from '../checks/grade';
import {
  compareGolden,
  goldenFolderOf,
  staleGolden,
  writeGolden,
} from '../golden/golden';
import {
  answersOf,
  Combination,
  combinationsOf,
} from '../matrix/combinationsOf';
import { RepositoryShelf } from '../scaffolder/RepositoryShelf';
import { ContentsCheck } from '../strictness/checkContents';
import { checkInputs } from '../strictness/checkInputs';
import { checkSteps } from '../strictness/checkSteps';
import { FoundTemplate } from '../templates/findTemplates';
import {
  readTestFile,
  TestCommand,
  TestFile,
  testFileOf,
} from '../testFile/TestFile';
import { Tools } from '../tools/Tools';
import { CheckRunner } from './CheckRunner';
import { inParallel } from './inParallel';
import { notLookedAt, outcomeOf, ResultTest, TemplateTest } from './outcome';
import { fetchingStepOf, resultOf, TemplateResult } from './resultOf';
import { runCommands } from './runCommands';

/** What the tests of all templates share. */
export interface Workshop {
  client: ScaffolderClient;
  /** Repositories that templates may change. */
  shelf: RepositoryShelf;
  actions: Map<string, ScaffolderAction>;
  tools: Tools;
  runner: CheckRunner;
  now: Date;
  full: boolean;
  commands: boolean;
  updateGolden: boolean;
}

const titles = {
  template: { id: 'template', title: 'The template can be read' },
  actions: { id: 'actions', title: 'Actions are known' },
  expressions: { id: 'expressions', title: 'Expressions of the steps' },
  rendering: { id: 'rendering', title: 'Rendering' },
  inputs: { id: 'inputs', title: 'Inputs, by the schemas of the actions' },
  undefineds: { id: 'undefined', title: 'No undefined values' },
  foreign: {
    id: 'foreign',
    title: 'No expressions of other tools that are blanked',
  },
  paths: { id: 'paths', title: 'Paths' },
  grade: { id: 'grade', title: 'Grade' },
  golden: { id: 'golden', title: 'Golden files' },
};

/** Tests one template; what is wrong with it is in what comes of it. */
export async function testTemplate(
  found: FoundTemplate,
  folder: string,
  workshop: Workshop,
): Promise<TemplateTest> {
  const { name: template, path } = found;
  const file = join(folder, path);
  const testFile = await readTestFile(testFileOf(file), testFileOf(path));
  let source: TemplateSource;
  try {
    source = await readTemplateSource(file, {
      name: template,
      named: path,
      root: folder,
    });
  } catch (error) {
    return {
      template,
      path,
      outcomes: [outcomeOfError(titles.template, error)],
      results: [],
    };
  }
  const { repositories } = testFile;
  if (repositories !== undefined) {
    await workshop.shelf.fill(join(dirname(file), repositories), {
      root: folder,
      named: posix.join(posix.dirname(path), repositories),
    });
  } else {
    // What another template was tried on is not this one's.
    workshop.shelf.clear();
  }
  if (repositories === undefined && fetchingStepOf(source)) {
    const outcome = notLookedAt(
      titles.rendering,
      'skipped',
      `it changes a repository: name some in ${testFileOf(path)}`,
    );
    return { template, path, outcomes: [outcome], results: [] };
  }
  const combinations = combinationsOf({
    entity: source.entity,
    testFile,
    full: workshop.full,
    named: path,
  });
  const unknown = source.entity.spec.steps
    .map(({ action }) => action)
    .filter(action => !workshop.actions.has(action));
  const rendered = renderedOf(source, new Set(unknown));
  const contents = new ContentsCheck(source);
  const scorecard = await compileBuiltInScorecard(
    testFile.expect.scorecard,
  ).catch(error => {
    throw new InputError(error.message);
  });
  const render = renderOnce(rendered, workshop);
  const results = await inParallel(
    combinations,
    // While one waits for tools, another is rendered.
    2,
    combination =>
      testResult({
        source,
        rendered,
        render,
        combination,
        contents,
        scorecard,
        testFile,
        workshop,
      }),
  );
  if (workshop.commands) {
    await testCommands({ results, render, testFile, workshop });
  }
  return {
    template,
    path,
    outcomes: [
      outcomeOf(titles.template, []),
      {
        ...outcomeOf(titles.actions, []),
        remarks: [...new Set(unknown)].map(
          action => `${action} is not known here, so its steps were left out`,
        ),
      },
      outcomeOf(
        titles.expressions,
        checkSteps({
          text: source.files.get(source.path)!.content.toString(),
          path: source.path,
          entity: source.entity,
          actions: workshop.actions,
        }),
      ),
      ...(await testGolden({
        file,
        path,
        entity: source.entity,
        render,
        testFile,
        workshop,
      })),
    ],
    results,
  };
}

/** What a template becomes; golden files often are of a combination that is tried. */
function renderOnce(
  rendered: TemplateSource,
  { client, shelf }: Workshop,
): Render {
  const known = new Map<string, ReturnType<Render>>();
  const render: Render = async values => {
    const rendering = await client.render(rendered, values);
    const { inputs } = rendering;
    return { inputs, ...resultOf(rendered, rendering, shelf) };
  };
  return values => {
    const key = JSON.stringify(Object.entries(values).sort());
    const result = known.get(key) ?? render(values);
    known.set(key, result);
    return result;
  };
}

type Render = (
  values: JsonObject,
) => Promise<TemplateResult & Pick<Rendering, 'inputs'>>;

async function testResult(options: {
  source: TemplateSource;
  rendered: TemplateSource;
  render: Render;
  combination: Combination;
  contents: ContentsCheck;
  scorecard: CompiledScorecard;
  testFile: TestFile;
  workshop: Workshop;
}): Promise<ResultTest> {
  const { source, rendered, combination, contents, testFile, workshop } =
    options;
  const { name, values } = combination;
  let result: Awaited<ReturnType<Render>>;
  try {
    result = await options.render(values);
  } catch (error) {
    const outcomes = [outcomeOfError(titles.rendering, error)];
    return { combination: name, values, files: 0, outcomes };
  }
  const { inputs, files, folder } = result;
  const { undefineds, foreign } = contents.run(inputs);
  const outcomes = [
    outcomeOf(titles.rendering, []),
    outcomeOf(titles.inputs, checkInputs(rendered, workshop.actions, inputs)),
    outcomeOf(titles.undefineds, undefineds),
    outcomeOf(titles.foreign, foreign),
    outcomeOf(titles.paths, oddPaths([...files.keys()])),
  ];
  outcomes.push(
    ...(await Promise.all(
      checks.map(check => workshop.runner.run(check, files)),
    )),
  );

  const expected =
    testFile.expect.level ??
    source.entity.metadata.annotations?.['airworthy.dev/guaranteed-level'];
  const grade = await gradeResult({
    files,
    folder,
    scorecard: options.scorecard,
    expected,
    now: workshop.now,
  });
  outcomes.push(
    expected === undefined
      ? notLookedAt(titles.grade, 'none')
      : outcomeOf(titles.grade, grade.findings),
  );
  return {
    combination: name,
    values,
    files: files.size,
    level: grade.level,
    score: grade.score,
    outcomes,
  };
}

/** Runs the commands in one result after another, as they may share a port. */
async function testCommands(options: {
  results: ResultTest[];
  render: Render;
  testFile: TestFile;
  workshop: Workshop;
}) {
  const { results, render, testFile, workshop } = options;
  const done = new Set<TestCommand>();
  for (const { values, outcomes } of results) {
    // Where there is no result, the check of the rendering says why.
    const result = await render(values).catch(() => undefined);
    if (!result) continue;
    outcomes.push(
      ...(await runCommands({
        commands: testFile.commands,
        done,
        values,
        files: result.files,
        tools: workshop.tools,
      })),
    );
  }
}

async function testGolden(options: {
  file: string;
  path: string;
  entity: TemplateEntityV1beta3;
  render: Render;
  testFile: TestFile;
  workshop: Workshop;
}) {
  const { file, path, entity, render, testFile, workshop } = options;
  const goldens = Object.entries(testFile.golden);
  if (goldens.length === 0) return [notLookedAt(titles.golden, 'none')];
  const findings = (await staleGolden(file, Object.keys(testFile.golden))).map(
    name => ({
      path: goldenFolderOf(path, name),
      message: 'is kept of a combination that the test file does not name',
    }),
  );
  for (const [name, { values, files: kept }] of goldens) {
    const folder = goldenFolderOf(file, name);
    const named = goldenFolderOf(path, name);
    const answers = answersOf(entity, {
      ...testFile.values,
      ...values,
    });
    try {
      const { files } = await render(answers);
      if (workshop.updateGolden) await writeGolden({ folder, files, kept });
      else
        findings.push(
          ...((await compareGolden({ folder, named, files, kept })) as never[]),
        );
    } catch (error) {
      findings.push(
        ...linesOf(error).map(message => ({ path: named, message })),
      );
    }
  }
  return [outcomeOf(titles.golden, findings)];
}

/** Names in which an expression was left, or a value was missing. */
function oddPaths(paths: string[]) {
  return paths
    .filter(path => /\$?\{\{|\bundefined\b|\[object Object\]/.test(path))
    .map(path => ({ path, message: 'is an odd name for a file' }));
}

/** What is rendered: without steps that are not known, and without a judge who ends it. */
function renderedOf(
  source: TemplateSource,
  unknown: ReadonlySet<string>,
): TemplateSource {
  const { entity } = source;
  const steps = entity.spec.steps
    // Numbered before some are left out, as others may name them.
    .map((step, index) => ({ ...step, id: step.id ?? `step-${index + 1}` }))
    .filter(({ action }) => !unknown.has(action))
    .map(step => {
      if (step.action !== 'airworthy:assess') return step;
      // Graded afterwards, so that what falls short is looked at all the same.
      const { minimumLevel, ...input } = step.input ?? {};
      return { ...step, input };
    });
  return { ...source, entity: { ...entity, spec: { ...entity.spec, steps } } };
}

/**
 * What no template can help: what a rendering without a network, or of any size,
 * takes, and folders above it whose address is computed.
 */
const outOfReach =
  /without a network$|a directory outside its parent$|a dry run takes no more$|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|fetch failed|Bad credentials/;

function outcomeOfError(check: { id: string; title: string }, error: unknown) {
  const lines = linesOf(error);
  return outOfReach.test(lines[0])
    ? notLookedAt(check, 'skipped', lines[0])
    : outcomeOf(
        check,
        lines.map(message => ({ message })),
      );
}

function linesOf(error: unknown): string[] {
  const { message, body } = error as Error & {
    body?: { error?: { message?: string } };
  };
  return (body?.error?.message ?? message).split('\n').slice(0, 5);
}
