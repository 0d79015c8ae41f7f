import { dirname, join, posix } from 'node:path';
import {
  readTemplateSource,
  ScaffolderAction,
  ScaffolderClient,
  TemplateSource,
} from '@airworthy/golden-paths';
import { checks } from '../checks';
import { gradeResult } from '../checks/grade';
import { Scorecards } from '../checks/Scorecards';
import { Combination, combinationsOf } from '../matrix/combinationsOf';
import { RepositoryShelf } from '../scaffolder/RepositoryShelf';
import { ContentsCheck } from '../strictness/checkContents';
import { checkInputs } from '../strictness/checkInputs';
import { checkSteps } from '../strictness/checkSteps';
import { leftAsWritten } from '../strictness/leftAsWritten';
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
import { judgementOf } from './judgementOf';
import { notLookedAt, outcomeOf, ResultTest, TemplateTest } from './outcome';
import { outcomeOfError } from './outcomeOfError';
import { Render, Rendered, renderedOf, renderOnce } from './render';
import { fetchingStepOf } from './resultOf';
import { runCommands, tierOf } from './runCommands';
import { testGolden } from './testGolden';

/** What the tests of all templates share. */
export interface Workshop {
  client: ScaffolderClient;
  /** Repositories that templates may change. */
  shelf: RepositoryShelf;
  actions: Map<string, ScaffolderAction>;
  tools: Tools;
  runner: CheckRunner;
  scorecards: Scorecards;
  now: Date;
  full: boolean;
  commands: boolean;
  /** Whether commands that are optional are run as well. */
  optional: boolean;
  updateGolden: boolean;
}

const titles = {
  template: { id: 'template', title: 'The template can be read' },
  actions: { id: 'actions', title: 'Actions are known' },
  expressions: { id: 'expressions', title: 'Expressions of the steps' },
  rendering: { id: 'rendering', title: 'Rendering' },
  steps: { id: 'steps', title: 'Steps that ran' },
  inputs: { id: 'inputs', title: 'Inputs, by the schemas of the actions' },
  undefineds: { id: 'undefined', title: 'No undefined values' },
  foreign: {
    id: 'foreign',
    title: 'No expressions of other tools that are blanked',
  },
  paths: { id: 'paths', title: 'Paths' },
  grade: { id: 'grade', title: 'Grade' },
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
  // What another template was tried on is not this one's.
  if (repositories === undefined) workshop.shelf.clear();
  else {
    await workshop.shelf.fill(join(dirname(file), repositories), {
      root: folder,
      named: posix.join(posix.dirname(path), repositories),
    });
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
  const render = renderOnce(rendered, workshop);
  const reached = new Set<string>();
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
        reached,
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
    tier: tierOf(testFile.commands, results),
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
      await testGolden({
        file,
        path,
        entity: source.entity,
        render,
        testFile,
        update: workshop.updateGolden,
      }),
      {
        ...notLookedAt(titles.steps, 'none'),
        remarks: results.some(({ files }) => files > 0)
          ? notRun(rendered, reached)
          : [],
      },
    ],
    results,
  };
}

async function testResult(options: {
  source: TemplateSource;
  rendered: TemplateSource;
  render: Render;
  combination: Combination;
  contents: ContentsCheck;
  /** Steps that were run in any result. */
  reached: Set<string>;
  testFile: TestFile;
  workshop: Workshop;
}): Promise<ResultTest> {
  const { source, rendered, combination, contents, testFile, workshop } =
    options;
  const { name, values } = combination;
  let result: Rendered;
  try {
    result = await options.render(values);
  } catch (error) {
    const outcomes = [outcomeOfError(titles.rendering, error)];
    return { combination: name, values, files: 0, outcomes };
  }
  const { inputs, files } = result;
  for (const step of inputs.keys()) options.reached.add(step);
  const { undefineds, foreign, remarks } = contents.run(inputs);
  const left = leftAsWritten(rendered, result);
  const outcomes = [
    outcomeOf(titles.rendering, left.findings, left.remarks),
    outcomeOf(
      titles.inputs,
      checkInputs(rendered, workshop.actions, inputs),
      rendered.entity.spec.steps
        .filter(({ each }) => each !== undefined)
        .map(
          ({ id }) => `step "${id}" is a loop, whose inputs were not checked`,
        ),
    ),
    outcomeOf(titles.undefineds, undefineds, remarks),
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
  const tested = { combination: name, values, files: files.size, outcomes };
  try {
    const judgement = await judgementOf(rendered, result, {
      scorecards: workshop.scorecards,
      expected: testFile.expect.scorecard,
      named: testFileOf(source.path),
    });
    const { level, score, findings } = await gradeResult({
      ...judgement,
      expected,
      now: workshop.now,
    });
    outcomes.push(
      expected === undefined
        ? notLookedAt(titles.grade, 'none')
        : outcomeOf(titles.grade, findings),
    );
    return { ...tested, level, score };
  } catch (error) {
    // The scorecard that it brings along is not as it should be.
    outcomes.push(outcomeOfError(titles.grade, error));
    return tested;
  }
}

/** Steps that no combination ran, as their conditions never held. */
function notRun(
  { entity }: TemplateSource,
  reached: ReadonlySet<string>,
): string[] {
  return entity.spec.steps
    .filter(({ id }) => !reached.has(id!))
    .map(
      ({ id }) => `step "${id}" ran in no combination, so it was not checked`,
    );
}

/** Runs the commands in one result after another, as they may share a port. */
async function testCommands(options: {
  results: ResultTest[];
  render: Render;
  testFile: TestFile;
  workshop: Workshop;
}) {
  const { results, render, testFile, workshop } = options;
  const commands = testFile.commands.filter(
    ({ optional }) => workshop.optional || !optional,
  );
  const done = new Set<TestCommand>();
  for (const { values, outcomes } of results) {
    // Where there is no result, the check of the rendering says why.
    const result = await render(values).catch(() => undefined);
    if (!result) continue;
    outcomes.push(
      ...(await runCommands({
        commands,
        done,
        values,
        files: result.files,
        tools: workshop.tools,
      })),
    );
  }
}

/** Names in which an expression was left, or a value was missing. */
function oddPaths(paths: string[]) {
  return paths
    .filter(path => /\$?\{\{|\bundefined\b|\[object Object\]/.test(path))
    .map(path => ({ path, message: 'is an odd name for a file' }));
}
