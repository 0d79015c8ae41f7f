import { Layout } from '../terminal/Layout';
import { formatGithub } from './github';
import { Grading } from './Grading';
import { formatJson } from './json';
import { formatJunit } from './junit';
import { formatMarkdown } from './markdown';
import { formatPretty } from './pretty';
import { formatSarif } from './sarif';

/** All output formats by name. */
export const formats: Record<
  string,
  (grading: Grading, layout: Layout) => string
> = {
  pretty: formatPretty,
  json: formatJson,
  sarif: formatSarif,
  junit: formatJunit,
  markdown: formatMarkdown,
  github: formatGithub,
};
