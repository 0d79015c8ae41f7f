import { posix } from 'node:path';
import MarkdownIt from 'markdown-it';
import { Check, Finding, TextFile } from './Check';

const markdown = new MarkdownIt({ html: true });

/** Links between the files of a result, and to headings. */
export const markdownLinks: Check = {
  id: 'links',
  title: 'Links between documents',
  // A link may lead to any file.
  looksAt: () => true,
  partsOf: files => (files.some(isDocument) ? [files] : []),
  async run(files) {
    const documents = files.filter(isDocument);
    const paths = new Set(files.map(({ path }) => path));
    const folders = new Set(files.flatMap(({ path }) => foldersOf(path)));
    const anchors = new Map(
      documents.map(each => [each.path, anchorsOf(each)]),
    );
    const findings: Finding[] = [];
    for (const { path, text } of documents) {
      for (const { target, line } of linksIn(text)) {
        const [file, anchor] = decode(target).split('#', 2);
        const place = file.startsWith('/')
          ? file.slice(1)
          : posix.join(posix.dirname(path), file);
        const there =
          file === '' ? path : posix.normalize(place).replace(/\/$/, '');
        // What leads out of the repository is for its forge, as in ../../issues.
        if (there.startsWith('..')) continue;
        if (!paths.has(there) && !folders.has(there)) {
          findings.push({ path, line, message: `${target} leads nowhere` });
        } else if (anchor && anchors.get(there)?.has(anchor) === false) {
          findings.push({
            path,
            line,
            message: `${target} names no heading of ${there}`,
          });
        }
      }
    }
    return { findings };
  },
};

function isDocument({ path }: TextFile): boolean {
  return /\.md$/i.test(path);
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return ['.', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

function linksIn(text: string): { target: string; line: number }[] {
  return markdown.parse(text, {}).flatMap(block =>
    (block.children ?? []).flatMap(token => {
      const target = token.attrGet('href') ?? token.attrGet('src');
      return target && !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target)
        ? [{ target: target.split('?', 1)[0], line: (block.map?.[0] ?? 0) + 1 }]
        : [];
    }),
  );
}

/** What headings are called in links, as GitHub and GitLab make it of them. */
function anchorsOf({ text }: TextFile): Set<string> {
  const anchors = new Set<string>();
  const tokens = markdown.parse(text, {});
  tokens.forEach(({ type }, index) => {
    if (type !== 'heading_open') return;
    const title = (tokens[index + 1].children ?? [])
      .filter(child => child.type === 'text' || child.type === 'code_inline')
      .map(({ content }) => content)
      .join('');
    const slug = title
      .toLocaleLowerCase('en-US')
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replace(/ /g, '-');
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++)
      anchor = `${slug}-${count}`;
    anchors.add(anchor);
  });
  for (const [, id] of text.matchAll(/<[a-z][^>]*\s(?:id|name)="([^"]+)"/gi)) {
    anchors.add(id);
  }
  return anchors;
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
