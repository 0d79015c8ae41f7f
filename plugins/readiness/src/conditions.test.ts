import { isReadinessAvailable } from './conditions';

describe('isReadinessAvailable', () => {
  it.each([
    ['Component', true],
    ['component', true],
    ['API', true],
    ['System', true],
    ['Resource', true],
    ['Group', false],
    ['User', false],
    ['Template', false],
  ])('%s: %s', (kind, expected) => {
    expect(
      isReadinessAvailable({
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        metadata: { name: 'x' },
      }),
    ).toBe(expected);
  });
});
