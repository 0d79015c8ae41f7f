import { JsonObject } from '@backstage/types';
import { FactProblem } from '../facts';
import { gradeProvable } from './gradeProvable';
import { compile, factSet, now, scorecardText } from './testing/fixtures';

const check = (id: string, level: string, rest: JsonObject) =>
  `    - ${JSON.stringify({
    ...{ id, title: id, level, category: 'c', message: 'm' },
    ...rest,
  })}`;

const hasImage = { pass: 'repo.docker.images != []' };
const hasOwner = { pass: 'catalog.owner.exists' };
const isAttested = { attestation: { withinDays: 30 } };

function grade(checks: string[], problems: FactProblem[] = []) {
  const value = {
    docker: { images: [{ path: 'Dockerfile', line: 1 }] },
    attestations: { entries: [] },
  };
  const { report, waiting } = gradeProvable({
    scorecard: compile(scorecardText(checks.join('\n'))),
    entityRef: 'component:default/x',
    facts: [factSet('repo', value, { problems })],
    now,
    namespaces: ['repo'],
  });
  return { ...report, waiting: [...waiting] };
}

it('leaves out what waits for people or data', () => {
  const grades = grade([
    check('image', 'L1', hasImage),
    check('owner', 'L1', hasOwner),
    check('drill', 'L1', isAttested),
    check('stages', 'L2', hasImage),
  ]);
  expect(grades).toMatchObject({
    level: 'L2',
    score: 100,
    nextSteps: [],
    waiting: ['owner', 'drill'],
  });
  expect(grades.results).toHaveLength(4);
  expect(grades.coverage).toBe(0.5);
});

it('is held back by what could not be read here', () => {
  const unread = { fact: 'repo.docker', reason: 'The Dockerfile is binary.' };
  const grades = grade(
    [check('image', 'L1', { pass: 'repo.docker.images == []' })],
    [unread],
  );
  expect(grades).toMatchObject({
    level: null,
    nextSteps: ['image'],
    waiting: [],
  });
});

it('reaches no level of which nothing is known', () => {
  const grades = grade([
    check('image', 'L1', hasImage),
    check('owner', 'L2', hasOwner),
  ]);
  expect(grades.level).toBe('L1');
});
