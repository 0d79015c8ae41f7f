import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { toReportDocument } from '@airworthy/backstage-plugin-readiness-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { assessWorkspace } from '../assessment/assessWorkspace';
import { assertLevel } from '../assessment/assertLevel';
import { describeLadder, placeOf, unmet } from '../assessment/wording';
import { examples } from './assess.examples';

/**
 * Creates the action `airworthy:assess`.
 *
 * @public
 */
export function createAssessAction() {
  return createTemplateAction({
    id: 'airworthy:assess',
    description:
      'Grades the workspace against a scorecard, by the checks that files can prove, and stops the task when it stands below a level.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        scorecard: z =>
          z
            .string({
              description:
                'Name of a built-in scorecard. Default: production-readiness',
            })
            .optional(),
        scorecardPath: z =>
          z
            .string({
              description:
                'Path of a scorecard in the workspace, instead of a built-in one',
            })
            .optional(),
        entityRef: z =>
          z
            .string({
              description:
                'The entity that the report is about. Default: component:default/workspace',
            })
            .optional(),
        path: z =>
          z
            .string({
              description:
                'Folder of the workspace to grade. Default: all of it',
            })
            .optional(),
        minimumLevel: z =>
          z
            .string({
              description:
                'Id of the level that must be reached, such as L3. Default: none',
            })
            .optional(),
      },
      output: {
        level: z =>
          z.string({
            description: 'Id of the highest level reached, "none" for none',
          }),
        score: z =>
          z.number({ description: 'Weighted share of passes, 0 to 100' }),
        coverage: z =>
          z.number({
            description: 'Share of the checks whose facts are known, 0 to 1',
          }),
        failingChecks: z =>
          z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              level: z.string(),
              status: z.enum(['fail', 'unknown']),
              message: z.string(),
              evidence: z.array(z.string({ description: 'path:line' })),
            }),
            { description: 'Checks that fail, or whose facts are unknown' },
          ),
        waiting: z =>
          z.array(
            z.object({ id: z.string(), title: z.string(), level: z.string() }),
            { description: 'Checks that wait for people or data' },
          ),
        report: z =>
          z.record(z.unknown(), {
            description: 'The report as `airworthy check --format json` has it',
          }),
      },
    },
    async handler(ctx) {
      const { scorecard, scorecardPath, path, minimumLevel } = ctx.input;
      if (scorecard !== undefined && scorecardPath !== undefined) {
        throw new InputError('Give scorecard or scorecardPath, not both');
      }
      const assessment = await assessWorkspace({
        folder: resolveSafeChildPath(ctx.workspacePath, path ?? '.'),
        scorecard:
          scorecardPath === undefined
            ? { builtIn: scorecard ?? 'production-readiness' }
            : {
                file: resolveSafeChildPath(ctx.workspacePath, scorecardPath),
                name: scorecardPath,
              },
        entityRef: ctx.input.entityRef ?? 'component:default/workspace',
        signal: ctx.signal,
      });
      const { report, waiting } = assessment;
      for (const line of describeLadder(assessment).split('\n')) {
        ctx.logger.info(line);
      }

      ctx.output('level', report.level ?? 'none');
      ctx.output('score', report.score ?? 0);
      ctx.output('coverage', report.coverage);
      ctx.output(
        'failingChecks',
        unmet(report).map(result => ({
          id: result.check,
          title: result.title,
          level: result.level,
          status: result.status as 'fail' | 'unknown',
          message: result.message,
          evidence: result.evidence.map(placeOf),
        })),
      );
      ctx.output(
        'waiting',
        report.results
          .filter(({ check }) => waiting.has(check))
          .map(({ check: id, title, level }) => ({ id, title, level })),
      );
      ctx.output('report', { ...toReportDocument(report) });

      if (minimumLevel) {
        assertLevel(report, minimumLevel);
      }
    },
  });
}
