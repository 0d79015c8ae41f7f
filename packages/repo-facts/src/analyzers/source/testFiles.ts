import { fileName } from '../files/paths';

/** What kind of test a file holds. */
export type TestKind = 'unit' | 'integration' | 'load' | 'chaos';

const testNames: Record<string, RegExp> = {
  javascript: /\.(test|spec)\.[cm]?jsx?$/,
  typescript: /\.(test|spec)\.[cm]?tsx?$/,
  python: /^(test_.*|.*_test)\.py$/,
  go: /_test\.go$/,
  csharp: /Tests?\.cs$/,
  java: /(Test|Tests|IT|TestCase)\.java$/,
  kotlin: /(Test|Tests|IT|Spec)\.kt$/,
};

/** Folders whose files are for tests, and may be tests without saying so in their names. */
const testFolder =
  /(^|\/)([\w.]{1,80}\.\w{0,20}tests?|tests?|benches|__tests__|__testUtils__|__mocks__|test-?utils?|specs?|e2e|src\/(test|integrationTest|it))\//i;

const supportingName =
  /helper|fixture|setup|mock|stub|support|conftest|__init__|global|factory|factories|\.config\.|\.d\.ts$/i;

const integrationPath =
  /(^|\/)(integration|integration[-_]?tests?|integrationTest|int-tests?|e2e|[\w.]{1,80}\.(integration|functional|acceptance|e2e)tests?)\//i;

/** Folders whose names mean this only among tests; code has others of the name. */
const integrationFolder =
  /(^|\/)((tests?|__tests__|specs?)\/(acceptance|functional|contract|system|it)|src\/it)\//i;

const integrationName =
  /integration|e2e|acceptance|\.int\.(test|spec)|IT\.(java|kt)$|_it\.py$|(^|_)it_test\.go$/i;

/** At the start of a line: a test may hold such a script as a text. */
const k6Import =
  /^(?:import\b|\}|(?:const|let|var)\b)[^\n"']{0,200}(?:\bfrom\s{1,10}|\brequire\()["']k6(?:\/[\w/]+)?["']/m;

const loadTests: Record<string, RegExp> = {
  javascript: k6Import,
  typescript: k6Import,
  python: /^(from|import)\s+locust\b/m,
  java: /^import\s+(static\s+)?io\.gatling\./m,
  kotlin: /^import\s+io\.gatling\./m,
  scala: /^import\s+io\.gatling\./m,
};

/** The file lies among tests: what it holds is not for the service itself. */
export function isAmongTests(path: string): boolean {
  return testFolder.test(path);
}

/** The file is there for tests: what it does, the service does not. */
export function isForTests(path: string, language: string): boolean {
  return (
    isAmongTests(path) || Boolean(testNames[language]?.test(fileName(path)))
  );
}

/** A script that people run by hand: what it does, the service does not. */
export function isForDevelopers(path: string): boolean {
  return /^(?:[^/]+\/)*scripts\/[^/]+$/.test(path);
}

/** The kind of test that a source file is by its path; it need not contain one. */
export function testKindOf(
  path: string,
  language: string,
): TestKind | undefined {
  const name = fileName(path);
  const named = testNames[language]?.test(name);
  const placed =
    (language === 'javascript' || language === 'typescript') &&
    testFolder.test(path) &&
    !supportingName.test(name);
  if (language === 'rust') {
    return testFolder.test(path) ? 'integration' : undefined;
  }
  if (!named && !placed) {
    return undefined;
  }
  return [integrationPath, integrationFolder].some(it => it.test(path)) ||
    integrationName.test(name)
    ? 'integration'
    : 'unit';
}

/** The file is a script for k6, Locust or Gatling; the place of what says so. */
export function loadTestIndex(
  language: string,
  text: string,
): number | undefined {
  return loadTests[language]?.exec(text)?.index;
}

const chaosFile = /\.(ya?ml|json)$/i;
const chaosPath = /chaos|litmus|experiment|game-?day|fault|resilien/i;

/** The path could be that of an experiment with chaos. */
export function mayBeChaosTest(path: string): boolean {
  return chaosFile.test(path) && chaosPath.test(path);
}

/** Where a text says that it is for Chaos Mesh, Litmus or Chaos Toolkit. */
export function chaosTestIndex(text: string): number | undefined {
  return /^(?:apiVersion:[ \t]*["']?(?:chaos-mesh\.org|litmuschaos\.io)\/|[ \t]{0,8}["']?steady-state-hypothesis["']?[ \t]*:)/m.exec(
    text,
  )?.index;
}
