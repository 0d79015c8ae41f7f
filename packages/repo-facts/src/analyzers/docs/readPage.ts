import { withoutMarkupComments } from '../files/markupComments';
import { fileName } from '../files/paths';
import {
  isAboutOperating,
  isTroubleshooting,
  topicsOf,
  topicsStatedIn,
} from './topics';

/** What a page of documentation says about itself. */
export interface Page {
  title: string;
  /** Line of the title, 1 where there is none. */
  line: number;
  /** Words of its text, without headings, code and comments. */
  words: number;
  topics: string[];
}

interface Section {
  heading: string;
  level: number;
  line: number;
  words: number;
  /** Lines of code, which tell how but not what about. */
  code: number;
  /** Topics on which its text says something. */
  stated: string[];
  /** Lines of text and code. */
  lines: string[];
}

/** A page of fewer words says nothing yet. */
const stubWords = 30;

/** A page of as many headings is a form to be filled in, however few its words. */
const formHeadings = 5;

/** A section of fewer words, and without code, says nothing yet. */
const emptySectionWords = 5;

/** Reads Markdown, reStructuredText or AsciiDoc, as far as headings and words go. */
export function readPage(path: string, text: string): Page {
  const sections = sectionsOf(withoutMarkupComments(text), markupOf(path));
  const titled = sections.find(section => section.heading !== '');
  const words = sections.reduce((sum, section) => sum + section.words, 0);
  const topics = new Set<string>();
  const add = (found: string[]) => found.forEach(topic => topics.add(topic));
  if (words >= stubWords) {
    add(topicsOf(path));
  }
  if (words >= stubWords || sections.length > formHeadings) {
    sections.forEach((section, index) => {
      add(section.stated);
      if (hasSubstance(sections, index)) {
        add(topicsOf(section.heading));
        if (
          isTroubleshooting(section.heading) &&
          isAboutOperating(textOf(sections, index))
        ) {
          topics.add('runbook');
        }
      }
    });
  }
  return {
    title: titled?.heading ?? fileName(path),
    line: titled?.line ?? 1,
    words,
    topics: [...topics].sort(),
  };
}

/** A section with all sections below it. */
function withNested(sections: Section[], index: number): Section[] {
  let end = index + 1;
  while (end < sections.length && sections[end].level > sections[index].level) {
    end += 1;
  }
  return sections.slice(index, end);
}

function textOf(sections: Section[], index: number): string {
  return withNested(sections, index)
    .flatMap(({ heading, lines }) => [heading, ...lines])
    .join('\n')
    .slice(0, 20_000);
}

/** A heading counts when it, or a heading below it, is followed by something. */
function hasSubstance(sections: Section[], index: number): boolean {
  const own = withNested(sections, index);
  const words = own.reduce((sum, section) => sum + section.words, 0);
  return words >= emptySectionWords || own.some(({ code }) => code > 0);
}

const markdownHeading = /^\s{0,3}(#{1,6})\s+(.{1,300})$/;
const asciidocHeading = /^(={1,6})\s+(.{1,300})$/;

/** What begins and ends code, and what underlines a heading. */
interface Markup {
  fence: RegExp;
  underline: RegExp;
}

const markdown: Markup = {
  fence: /^\s{0,3}(```+|~~~+)/,
  underline: /^(=|-)\1{2,}$/,
};

const asciidoc: Markup = {
  fence: /^(```+|----+|\.\.\.\.+)$/,
  underline: /^(=|-|~|\^|\+)\1{2,}$/,
};

const restructuredText: Markup = {
  fence: /^(```+)$/,
  underline: /^(=|-|~|\^|"|'|\*|\+|#)\1{2,}$/,
};

function markupOf(path: string): Markup {
  if (/\.(adoc|asciidoc)$/i.test(path)) {
    return asciidoc;
  }
  return /\.rst$/i.test(path) ? restructuredText : markdown;
}

function sectionsOf(text: string, markup: Markup): Section[] {
  const lines = text.split('\n').map(line => line.slice(0, 2_000).trimEnd());
  const sections: Section[] = [newSection('', 0, 0)];
  let closing: string | undefined;
  for (let i = frontMatterEnd(lines); i < lines.length; i += 1) {
    const line = lines[i];
    const current = sections[sections.length - 1];
    const mark = markup.fence.exec(line)?.[1];
    if (closing !== undefined) {
      if (mark?.startsWith(closing)) {
        closing = undefined;
      } else if (line.trim() !== '') {
        current.code += 1;
        current.lines.push(line);
      }
      continue;
    }
    const [, signs, title] =
      markdownHeading.exec(line) ?? asciidocHeading.exec(line) ?? [];
    const underlined =
      line.trim() !== '' &&
      !mark &&
      isUnderline(line, lines[i + 1] ?? '', markup);
    if (title) {
      sections.push(
        newSection(title.replace(/(?<!#)#+$/, ''), signs.length, i),
      );
    } else if (underlined) {
      sections.push(newSection(line, lines[i + 1][0] === '=' ? 1 : 2, i));
      i += 1;
    } else if (mark) {
      closing = mark;
    } else if (!/^\.\. |^\/\/ |^:[\w-]+:/.test(line)) {
      current.words += wordsOf(line);
      current.stated.push(...topicsStatedIn(line));
      current.lines.push(line);
    }
  }
  return sections;
}

function isUnderline(
  line: string,
  next: string,
  { underline }: Markup,
): boolean {
  return underline.test(next) && next.length >= line.trim().length - 1;
}

function newSection(heading: string, level: number, index: number): Section {
  return {
    heading: heading.trim(),
    level,
    line: index + 1,
    words: 0,
    code: 0,
    stated: [],
    lines: [],
  };
}

function frontMatterEnd(lines: string[]): number {
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  return end + 1;
}

/** Number of words, which hold a letter or a digit each. */
function wordsOf(line: string): number {
  return line.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}
