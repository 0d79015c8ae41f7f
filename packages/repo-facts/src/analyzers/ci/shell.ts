/** A heredoc whose body begins on the next line. */
const heredocStart = /^<<-?\s*(["']?)([\w.-]+)\1/;

/** `|| true` and the like, after which nothing has failed. */
const swallow = /^\|\|\s{0,9}(?:true|:|exit 0)(?![\w.\/-])/;

/**
 * Splits a shell script into its commands, and each command into words
 * without their quotes. Comments and the bodies of heredocs are no commands.
 * A command whose failure is swallowed begins with the word `||`.
 */
export function shellCommands(script: string): string[][] {
  const text = withNames(script);
  const commands: string[][] = [];
  const heredocs: string[] = [];
  let words: string[] = [];
  let word: string | undefined;

  const endWord = () => {
    if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  };
  const endCommand = () => {
    endWord();
    if (words.length > 0) {
      commands.push(words);
      words = [];
    }
  };

  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '\\') {
      // A line that is continued, or a character taken as it is.
      const line = /^\\\r?\n/.exec(text.slice(at, at + 3));
      if (!line) {
        word = (word ?? '') + (text[at + 1] ?? '');
      }
      at += line ? line[0].length : 2;
    } else if (char === "'" || char === '"') {
      const end = endOfQuote(text, at);
      word = (word ?? '') + text.slice(at + 1, end).replace(/\\\r?\n/g, '');
      at = end + 1;
    } else if (char === '#' && word === undefined) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === '<' && heredocStart.test(text.slice(at, at + 80))) {
      const match = heredocStart.exec(text.slice(at, at + 80))!;
      heredocs.push(match[2]);
      at += match[0].length;
    } else if (char === '\n') {
      endCommand();
      at = afterHeredocs(text, at + 1, heredocs.splice(0));
    } else if (char === '&' && (word?.endsWith('>') || text[at + 1] === '>')) {
      word = `${word ?? ''}&`;
      at += 1;
    } else if (swallow.test(text.slice(at, at + 20))) {
      endWord();
      words.unshift('||');
      endCommand();
      at += 2;
    } else if (';&|()`'.includes(char)) {
      endCommand();
      at += 1;
    } else if (/\s/.test(char)) {
      endWord();
      at += 1;
    } else {
      word = (word ?? '') + char;
      at += 1;
    }
  }
  endCommand();
  return commands;
}

/**
 * Puts names in place of what a shell does not know or would take apart:
 * expressions of GitHub, and commands that ask for the commit.
 */
export function withNames(script: string): string {
  return script
    .replace(
      /\$\{\{ {0,9}(?:env\.(\w{1,99})|([\w.-]{1,99})) {0,9}\}\}/g,
      (_, variable, path) =>
        `$${variable ?? path.replace(/[.-]/g, '_').toUpperCase()}`,
    )
    .replace(/\$\{\{[^}\n]{0,500}\}\}/g, '$EXPRESSION')
    .replace(/\$\(git describe[^()\n]{0,99}\)/g, '$GIT_VERSION')
    .replace(/\$\(git (?:rev-parse|log|show)[^()\n]{0,99}\)/g, '$GIT_COMMIT');
}

function endOfQuote(text: string, start: number): number {
  const quote = text[start];
  let end = start + 1;
  while (end < text.length && text[end] !== quote) {
    end += quote === '"' && text[end] === '\\' ? 2 : 1;
  }
  return end;
}

function afterHeredocs(
  text: string,
  start: number,
  delimiters: string[],
): number {
  let at = start;
  for (const delimiter of delimiters) {
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      const line = text.slice(at, end).trim();
      at = end + 1;
      if (line === delimiter) {
        break;
      }
    }
  }
  return at;
}
