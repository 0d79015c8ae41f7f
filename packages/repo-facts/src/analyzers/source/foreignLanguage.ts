import { SourceFile } from '../../tree/SourceTree';
import { languageOf } from '../files/languages';
import { languages } from './languages';
import { isForTests } from './testFiles';

/** Languages in which services are written, and whose code is not read here. */
const foreignLanguages: Record<string, string> = {
  c: 'C',
  clojure: 'Clojure',
  cpp: 'C++',
  dart: 'Dart',
  elixir: 'Elixir',
  fsharp: 'F#',
  groovy: 'Groovy',
  haskell: 'Haskell',
  perl: 'Perl',
  php: 'PHP',
  ruby: 'Ruby',
  scala: 'Scala',
  swift: 'Swift',
};

/**
 * The language of most of the code, with the first of its files, when it is one
 * that is not read: what is not found in the rest is not known to be absent.
 */
export function foreignLanguage(
  files: readonly SourceFile[],
): { language: string; path: string } | undefined {
  let known = 0;
  const foreign = new Map<string, { path: string; files: number }>();
  for (const { path } of files) {
    const name = languageOf(path);
    if (!name || isForTests(path, name)) continue;
    if (Object.hasOwn(languages, name)) known += 1;
    else if (Object.hasOwn(foreignLanguages, name)) {
      const found = foreign.get(name) ?? { path, files: 0 };
      foreign.set(name, { ...found, files: found.files + 1 });
    }
  }
  const [most] = [...foreign].sort(([, a], [, b]) => b.files - a.files);
  return most && most[1].files > known
    ? { language: foreignLanguages[most[0]], path: most[1].path }
    : undefined;
}
