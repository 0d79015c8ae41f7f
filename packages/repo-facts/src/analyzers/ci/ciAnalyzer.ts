import { Analyzer } from '../Analyzer';
import { readGithub } from './github';
import { readGitlab } from './gitlab';
import { PipelineFiles } from './PipelineFiles';

/** States which pipelines a tree has, and what their jobs and steps do. */
export const ciAnalyzer: Analyzer<'ci'> = {
  section: 'ci',
  async analyze(context) {
    const files = await PipelineFiles.create(context);
    const github = await readGithub(files);
    const gitlab = await readGitlab(files);
    return {
      pipelines: [...github.pipelines, ...gitlab.pipelines],
      jobs: [...github.jobs, ...gitlab.jobs],
      steps: [...github.steps, ...gitlab.steps],
    };
  },
};
