import { Analyzer, AnalyzerContext } from '../Analyzer';
import { readApiDefinitions } from './apis';
import { readPage } from './readPage';

const readmeFile = /^readme(\.(md|mdx|markdown|rst|adoc|asciidoc|txt))?$/i;
const pageFile = /\.(md|mdx|markdown|rst|adoc|asciidoc)$/i;
const docsFolder = /^(docs?|documentation|runbooks?)\//i;
/** Files at the root that are no documentation of the service. */
const formality =
  /^(changelog|changes|history|licen[cs]e|notice|authors|code[-_]of[-_]conduct)\b/i;
const mkdocsFile = /(^|\/)mkdocs\.ya?ml$/;

/** States what is written down, and about what. */
export const docsAnalyzer: Analyzer<'docs'> = {
  section: 'docs',
  scope: 'entity',
  async analyze(context) {
    const paths = context.listing.files.map(file => file.path);
    return {
      readme: await readPages(
        context,
        paths.filter(path => readmeFile.test(path)),
      ),
      pages: await readPages(context, paths.filter(isPage)),
      techdocs: await readTechDocs(context, paths),
      apis: await readApiDefinitions(context),
    };
  },
};

function isPage(path: string): boolean {
  return (
    pageFile.test(path) &&
    (docsFolder.test(path) ||
      (!path.includes('/') && !readmeFile.test(path) && !formality.test(path)))
  );
}

async function readPages({ read }: AnalyzerContext, paths: string[]) {
  const pages = [];
  for (const path of paths) {
    const text = await read(path);
    if (text !== undefined) {
      pages.push({ path, ...readPage(path, text) });
    }
  }
  return pages;
}

async function readTechDocs({ read }: AnalyzerContext, paths: string[]) {
  const found = [];
  for (const path of paths.filter(candidate => mkdocsFile.test(candidate))) {
    const lines = ((await read(path)) ?? '').split('\n');
    const index = lines.findIndex(line =>
      /^(site_name|nav|docs_dir|plugins)\s*:/.test(line),
    );
    if (index >= 0) {
      found.push({ path, line: index + 1 });
    }
  }
  return found;
}
