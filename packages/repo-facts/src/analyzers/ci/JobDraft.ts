import { Job, Step } from './CiFacts';

/** A step as it is read, before it is known what comes before it. */
export interface StepDraft
  extends Pick<Step, 'path' | 'line' | 'name' | 'uses' | 'pinned' | 'does'> {
  /** References of images that it pushes. */
  pushes?: string[];
  minimumCoverage?: number;
  /** Its parts follow as steps of their own. */
  hasParts?: boolean;
  /** It works on another part of the repository, and is not stated. */
  isElsewhere?: boolean;
}

/** A job as it is read, before it is known what comes before it. */
export interface JobDraft
  extends Pick<
    Job,
    'path' | 'line' | 'name' | 'environment' | 'needs' | 'manual'
  > {
  /** Names of jobs that it waits for at once: needed ones, or earlier stages. */
  waits: string[];
  preview: boolean;
  steps: StepDraft[];
}

/**
 * Puts the jobs of a called pipeline in place of the job that calls it: they
 * wait for what it waits for, and whoever waits for it waits for them all.
 */
export function inPlaceOf(caller: JobDraft, called: JobDraft[]): JobDraft[] {
  const nameOf = (name: string) => `${caller.name} / ${name}`;
  return called.map(job => ({
    ...job,
    name: nameOf(job.name),
    environment: job.environment || caller.environment,
    manual: job.manual || caller.manual,
    preview: job.preview || caller.preview,
    needs: job.needs.length > 0 ? job.needs.map(nameOf) : caller.needs,
    waits: job.waits.length > 0 ? job.waits.map(nameOf) : caller.waits,
  }));
}

/** Names of all jobs that each job waits for, however far back. */
export function waitsFor(jobs: JobDraft[]): Map<string, Set<string>> {
  const drafts = new Map(jobs.map(job => [job.name, job]));
  // Who waits for a job that was replaced by others waits for those.
  const called = jobsByCaller(jobs);
  const namesOf = (name: string) =>
    drafts.has(name) ? [name] : called.get(name) ?? [];
  const known = new Map<string, Set<string>>();
  const visit = (job: JobDraft): Set<string> => {
    const found = known.get(job.name);
    if (found) {
      return found;
    }
    const all = new Set<string>();
    known.set(job.name, all);
    for (const name of job.waits.flatMap(namesOf)) {
      all.add(name);
      visit(drafts.get(name)!).forEach(other => all.add(other));
    }
    all.delete(job.name);
    return all;
  };
  jobs.forEach(visit);
  return known;
}

/** Deeper than pipelines call each other. */
const maxCallers = 12;

/** Names of jobs by those of the jobs that they took the place of. */
function jobsByCaller(jobs: JobDraft[]): Map<string, string[]> {
  const called = new Map<string, string[]>();
  for (const { name } of jobs) {
    const parts = name.split(' / ', maxCallers);
    for (let length = 1; length < parts.length; length += 1) {
      const caller = parts.slice(0, length).join(' / ');
      const names = called.get(caller) ?? [];
      names.push(name);
      called.set(caller, names);
    }
  }
  return called;
}
