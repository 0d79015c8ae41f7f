import { mapOf } from '../shapes';
import { Manifest } from './readManifests';

/** Groups that define a workload, and the way from it to its pod template. */
const workloads: Record<string, { group: RegExp; template: string[] }> = {
  Deployment: {
    group: /^(?:apps|extensions)\//,
    template: ['spec', 'template'],
  },
  StatefulSet: { group: /^apps\//, template: ['spec', 'template'] },
  DaemonSet: {
    group: /^(?:apps|extensions)\//,
    template: ['spec', 'template'],
  },
  Job: { group: /^batch\//, template: ['spec', 'template'] },
  CronJob: {
    group: /^batch\//,
    template: ['spec', 'jobTemplate', 'spec', 'template'],
  },
  Rollout: { group: /^argoproj\.io\//, template: ['spec', 'template'] },
  Pod: { group: /^v1$/, template: [] },
};

/** The pod of a workload, and where in the manifest it is described. */
export interface PodTemplate {
  path: string[];
  metadata: Record<string, unknown>;
  spec: Record<string, unknown>;
}

/** The pod template of a workload; `undefined` for what is none. */
export function podTemplateOf(manifest: Manifest): PodTemplate | undefined {
  const known = Object.hasOwn(workloads, manifest.kind)
    ? workloads[manifest.kind]
    : undefined;
  if (!known?.group.test(manifest.apiVersion)) {
    return undefined;
  }
  const template = known.template.reduce(
    (value, key) => mapOf(value[key]),
    manifest.value,
  );
  return {
    path: known.template,
    metadata: mapOf(template.metadata),
    spec: mapOf(template.spec),
  };
}
