import { CodeSyntax, cLikeSyntax } from './codeText';
import { dotnetSignals } from './signals/dotnet';
import { goSignals } from './signals/go';
import { javaSignals } from './signals/java';
import { nodeSignals } from './signals/node';
import { pythonSignals } from './signals/python';
import { rustSignals } from './signals/rust';
import { SignalRule } from './signals/SignalRule';

/** How the code of a language is read, and what in it is a signal. */
export interface Language {
  syntax: CodeSyntax;
  signals: SignalRule[];
  /** What a file of tests contains, unless it says at once that it is skipped. */
  test: RegExp;
  /** What leaves out all tests of a file. */
  skipsAll?: RegExp;
  /** Where a file of the service turns to its own tests. */
  ownTests?: RegExp;
}

const node: Language = {
  syntax: cLikeSyntax,
  signals: nodeSignals,
  test: /\b(?:it|test|describe|suite|fixture)(?:\.(?!skip\b|todo\b)\w{1,20})?\s*[(`]/,
};

const java: Language = {
  syntax: { ...cLikeSyntax, multiLineQuotes: '', tripleQuotes: ['"""'] },
  signals: javaSignals,
  test: /@(?:Test|ParameterizedTest|RepeatedTest|Property|TestFactory|ArchTest|QuarkusTest)\b(?!\s{1,20}@(?:Disabled|Ignore)\b)/,
};

/** Of Python, and of Ruby as far as its migrations go. */
export const hashSyntax: CodeSyntax = {
  lineComment: '#',
  blockComment: false,
  quotes: '"\'',
  multiLineQuotes: '',
  tripleQuotes: [],
};

/** The languages whose code is read, by their names in `repo.files`. */
export const languages: Record<string, Language> = {
  javascript: node,
  typescript: node,
  python: {
    syntax: { ...hashSyntax, tripleQuotes: ['"""', "'''"] },
    signals: pythonSignals,
    test: /\bdef\s+test_?\w{0,100}\(|\bclass\s+Test\w{0,100}/,
    skipsAll: /^pytestmark\s*=\s*(?:\[\s*)?pytest\.mark\.skip\b/m,
  },
  go: {
    syntax: cLikeSyntax,
    signals: goSignals,
    test: /\bfunc\s+(?:Test|Fuzz|Example|Benchmark)\w{0,100}\((?![^()]{0,60}\)\s*\{\s*\w{1,20}\.Skip)|\bfunc\s+\(\w{1,40}\s+\*?\w{1,60}\)\s+Test\w{0,100}\(/,
  },
  java,
  kotlin: {
    ...java,
    // JUnit, or one of the styles of Kotest.
    test: /@(?:Test|ParameterizedTest|RepeatedTest|Property|TestFactory)\b|:\s*(?:Annotation|Behavior|Describe|Expect|Feature|Free|Fun|Should|String|Word)Spec\b/,
  },
  csharp: {
    syntax: { ...cLikeSyntax, multiLineQuotes: '', tripleQuotes: ['"""'] },
    signals: dotnetSignals,
    test: /\[(?:Fact|Theory|Test|TestCase|TestMethod|DataTestMethod|Scenario)\b/,
  },
  rust: {
    // A single quote may also begin a lifetime.
    syntax: { ...cLikeSyntax, quotes: '', multiLineQuotes: '"' },
    signals: rustSignals,
    test: /#\[(?:\w{1,40}::)?test\b(?!\]\s{1,40}#\[ignore\b)|#\[rstest\b|\bproptest!|\bquickcheck!/,
    ownTests: /^[ \t]*#\[cfg\(test\)\]/m,
  },
};
