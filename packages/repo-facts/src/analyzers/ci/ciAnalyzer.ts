import { Analyzer } from '../Analyzer';
import { addFacts, noCi } from './CiFacts';
import { readGithub } from './github';
import { readGitlab } from './gitlab';
import { PipelineFiles } from './PipelineFiles';
import { readPreviews } from './previewFiles';

/** Pipelines of other providers, which are not read. */
const otherPipelines =
  /^(?:\.travis\.yml|Jenkinsfile|\.circleci\/config\.yml|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|\.drone\.ya?ml|\.woodpecker\.ya?ml|\.buildkite\/[\w.-]+\.ya?ml|\.teamcity\/settings\.kts|appveyor\.yml|cloudbuild\.ya?ml|buildspec\.ya?ml|\.tekton\/[\w.-]+\.ya?ml|\.cirrus\.yml|\.semaphore\/semaphore\.yml)$/;

/** States which pipelines a tree has, and what their jobs and steps do. */
export const ciAnalyzer: Analyzer<'ci'> = {
  section: 'ci',
  scope: 'repository',
  async analyze(context) {
    const files = await PipelineFiles.create(context);
    const facts = noCi();
    addFacts(facts, await readGithub(files));
    addFacts(facts, await readGitlab(files));
    addFacts(facts, { previews: await readPreviews(context) });
    // What is not read may be where the tests run.
    if (
      !facts.steps.some(({ does }) => does.some(what => what.endsWith('-test')))
    ) {
      const [call] = files.unread;
      const other = context.listing.files.find(({ path }) =>
        otherPipelines.test(path),
      );
      if (call) {
        const { path, line, name } = call;
        const reason = `${path}:${line} calls ${name}, which is not read.`;
        context.problem({ path, line, reason });
      } else if (other) {
        const { path } = other;
        const reason = `${path} is of a kind of pipeline that is not read.`;
        context.problem({ path, reason });
      }
    }
    return facts;
  },
};
