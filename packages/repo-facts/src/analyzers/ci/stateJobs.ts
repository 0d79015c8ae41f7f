import { CiFacts, Step, unionOf, withoutTrials } from './CiFacts';
import { readPushedImage } from './imageTags';
import { JobDraft, StepDraft, waitsFor } from './JobDraft';
import { PipelineFiles } from './PipelineFiles';

/** More jobs of one pipeline are not stated; the list of all is cut before. */
const maxJobs = 501;

/** States the jobs of a pipeline, with what comes before each of their steps. */
export function stateJobs(
  pipeline: string,
  drafts: JobDraft[],
  files: PipelineFiles,
): Pick<CiFacts, 'jobs' | 'steps' | 'images'> {
  const jobs = drafts.slice(0, maxJobs).map(delivered);
  const waits = waitsFor(jobs);
  const does = new Map(jobs.map(job => [job.name, unionOf(job.steps)]));
  const facts: Pick<CiFacts, 'jobs' | 'steps' | 'images'> = {
    jobs: [],
    steps: [],
    images: [],
  };
  for (const job of jobs) {
    const { path, line, name, environment, needs, manual, preview } = job;
    const before = [...(waits.get(name) ?? [])];
    facts.jobs.push({
      ...{ path, line, pipeline, name, environment, needs, manual, preview },
      waitsFor: before.sort(),
      does: does.get(name) ?? [],
    });
    const steps = withWhatWasDone(
      job.steps,
      before.flatMap(other => does.get(other) ?? []),
    );
    facts.steps.push(
      ...steps.map(({ pushes, hasParts, minimumCoverage = 0, ...step }) => ({
        ...step,
        ...{ pipeline, job: name, minimumCoverage },
      })),
    );
    const deploys = jobs
      .filter(
        other =>
          does.get(other.name)?.includes('deploy') &&
          (other === job || waits.get(other.name)?.has(name)),
      )
      .map(other => `${pipeline} / ${other.name}`);
    facts.images.push(
      ...imagesOf(job, files).map(image => ({
        ...image,
        ...{ pipeline, job: name, deploys },
      })),
    );
  }
  return facts;
}

/** Delivery to a trial or a preview is none. */
function delivered(job: JobDraft): JobDraft {
  const steps = withoutTrials(job.steps);
  return {
    ...job,
    steps: job.preview
      ? steps.map(step => ({
          ...step,
          does: step.does
            .filter(what => what !== 'imperative-deploy')
            .map(what => (what === 'deploy' ? 'preview' : what))
            .sort(),
        }))
      : steps,
  };
}

function withWhatWasDone(
  steps: StepDraft[],
  before: string[],
): (StepDraft & Pick<Step, 'after'>)[] {
  const done = new Set(before);
  return steps.map(step => {
    const after = [...done].sort();
    // What a step does whose parts follow is done by them.
    if (!step.hasParts) {
      step.does.forEach(what => done.add(what));
    }
    return { ...step, after };
  });
}

/** Images that a job pushes, each once with all of its tags. */
function imagesOf(job: JobDraft, files: PipelineFiles) {
  const images = new Map<
    string,
    Pick<CiFacts['images'][number], 'path' | 'line' | 'image' | 'built'> & {
      tags: Set<string>;
    }
  >();
  const built = job.steps.some(({ does }) => does.includes('image-build'));
  for (const { path, line, pushes = [] } of job.steps) {
    for (const reference of pushes) {
      const { image, tag } = readPushedImage(reference);
      const known = images.get(image) ?? {
        ...{ path, line, image, built },
        tags: new Set(),
      };
      images.set(image, known);
      if (tag) {
        known.tags.add(tag);
      } else {
        const reason = `${path}:${line} pushes ${reference}, whose tag is not known.`;
        files.problem(path, reason, line, 'images');
      }
    }
  }
  return [...images.values()].map(({ tags, ...image }) => ({
    ...image,
    tags: [...tags].sort(),
  }));
}
