import {
  CollectedFacts,
  Collector,
} from '@airworthy/backstage-plugin-readiness-node';

/** A collector that answers what the test puts into it. */
export class ScriptedCollector implements Collector {
  readonly namespace = 'script';
  readonly schema = {
    type: 'object',
    properties: { good: { type: 'boolean' } },
  } as const;
  readonly timeToLive = { hours: 2 };
  readonly asked: (string | undefined)[] = [];
  readonly names: string[] = [];
  /** Happens while it collects. */
  meanwhile?: () => Promise<unknown>;
  answer: CollectedFacts | 'unchanged' | Error = {
    value: { good: true },
    problems: [],
    revision: 'r1',
  };

  async collect(requests: Parameters<Collector['collect']>[0]) {
    this.asked.push(...requests.map(request => request.previousRevision));
    this.names.push(...requests.map(({ entity }) => entity.metadata.name));
    requests[0].signal.throwIfAborted();
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    return requests.map(() => this.answer);
  }
}

/** A standard over its facts. */
export const scripted = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: scripted, title: Scripted }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: Good }]
  checks:
    - id: good
      title: It is good
      level: L1
      category: Script
      pass: script.good
      message: It is not good.
`;
