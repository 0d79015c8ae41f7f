import { RepoFacts } from '../../facts';
import { SourceFile } from '../../tree/SourceTree';
import { Analyzer, AnalyzerContext } from '../Analyzer';
import { languageOf } from '../files/languages';
import { LineStarts } from '../files/LineStarts';
import { blank, readCode } from './codeText';
import { findFileRoutes } from './fileRoutes';
import { findBackstageSignals, isBackstageConfig } from './backstageConfig';
import { foreignLanguage } from './foreignLanguage';
import { findSignals, SignalCollection } from './findSignals';
import { hashSyntax, Language, languages } from './languages';
import {
  mayBeCodeMigration,
  readDotnetMigration,
  readNodeMigration,
  readPythonMigration,
  readRubyMigration,
} from './migrations/codeMigrations';
import { mayBeChangelog, readChangelog } from './migrations/liquibase';
import {
  mayBeSqlMigration,
  Migration,
  MigrationFiles,
  readSqlMigration,
} from './migrations/sqlMigrations';
import {
  findLoggingSignals,
  findPropertySignals,
  isLoggingFile,
  isPropertiesFile,
} from './properties';
import { findStartupSignals, isStartupFile } from './startup';
import {
  chaosTestIndex,
  isForDevelopers,
  isForTests,
  loadTestIndex,
  mayBeChaosTest,
  testKindOf,
  TestKind,
} from './testFiles';

type Source = RepoFacts['source'];

/** How migrations are read in languages other than those of Node. */
const migrationReaders: Record<string, typeof readNodeMigration> = {
  python: readPythonMigration,
  csharp: readDotnetMigration,
};

/** Larger files are generated, and people write none of their kind. */
const largestCode = 512 * 1024;

/** So many tests of a kind prove that there are tests. */
const enoughTests = 100;

/** More migrations are not kept, and would only take time to read. */
const mostMigrations = 2_001;

/** What has been found in the files that were visited so far. */
class Reading {
  readonly #context: AnalyzerContext;
  readonly #migrationFiles: MigrationFiles;
  readonly #found = new SignalCollection();
  readonly #tests: Source['tests'] = [];
  readonly #testCounts = new Map<TestKind, number>();
  readonly #migrations: Source['migrations'] = [];

  constructor(context: AnalyzerContext) {
    this.#context = context;
    this.#migrationFiles = new MigrationFiles(
      new Set(context.listing.files.map(file => file.path)),
    );
  }

  get facts(): Source {
    return {
      signals: this.#found.signals,
      tests: this.#tests,
      migrations: this.#migrations,
    };
  }

  async visit({ path, size }: SourceFile): Promise<void> {
    if (this.#migrations.length < mostMigrations && mayBeSqlMigration(path)) {
      const text = (await this.#read(path)) ?? '';
      this.#addMigration(
        path,
        await readSqlMigration(path, text, this.#migrationFiles, sibling =>
          this.#read(sibling),
        ),
      );
    } else if (mayBeChangelog(path)) {
      this.#addMigration(path, readChangelog((await this.#read(path)) ?? ''));
    } else if (mayBeChaosTest(path) && size <= largestCode) {
      const text = (await this.#read(path)) ?? '';
      this.#addTest(path, 'chaos', text, chaosTestIndex(text));
    } else if (isPropertiesFile(path)) {
      findPropertySignals(path, (await this.#read(path)) ?? '', this.#found);
    } else if (isLoggingFile(path)) {
      findLoggingSignals(path, (await this.#read(path)) ?? '', this.#found);
    } else if (isBackstageConfig(path)) {
      findBackstageSignals(path, (await this.#read(path)) ?? '', this.#found);
    } else if (isStartupFile(path)) {
      await this.#visitStartup(path, size);
    } else if (size <= largestCode) {
      await this.#visitCode(path);
    }
  }

  /** What such a file does not tell is no gap: most of them are no startup. */
  async #visitStartup(path: string, size: number): Promise<void> {
    if (size <= largestCode) {
      const { tree, signal } = this.#context;
      signal?.throwIfAborted();
      const text = await tree.read(path).catch(() => '');
      findStartupSignals(path, text, this.#found);
    }
  }

  async #visitCode(path: string): Promise<void> {
    const name = languageOf(path);
    if (!name || path.endsWith('.d.ts')) {
      return;
    }
    const language = Object.hasOwn(languages, name)
      ? languages[name]
      : undefined;
    const isOfRails = name === 'ruby' && mayBeCodeMigration(path);
    if (!language && !isOfRails && name !== 'scala') {
      return;
    }
    const text = await this.#read(path);
    if (text === undefined) {
      return;
    }
    const load = loadTestIndex(name, text);
    if (load !== undefined) {
      this.#addTest(path, 'load', text, load);
    } else if (isOfRails) {
      this.#addMigration(path, readRubyMigration(readCode(text, hashSyntax)));
    } else if (language) {
      this.#readCode(path, name, language, text);
    }
  }

  #readCode(
    path: string,
    name: string,
    language: Language,
    text: string,
  ): void {
    const kind = testKindOf(path, name);
    const ownTests = kind ? undefined : language.ownTests?.exec(text)?.index;
    if (ownTests !== undefined) {
      this.#readCode(path, name, language, text.slice(0, ownTests));
      const before = blank(text.slice(0, ownTests));
      this.#readTest(path, 'unit', language, before + text.slice(ownTests));
    } else if (kind) {
      this.#readTest(path, kind, language, text);
    } else if (mayBeCodeMigration(path)) {
      const code = readCode(text, language.syntax);
      const read = Object.hasOwn(migrationReaders, name)
        ? migrationReaders[name]
        : readNodeMigration;
      this.#addMigration(path, read(code));
    } else if (!isForTests(path, name) && !isForDevelopers(path)) {
      findSignals(path, name, language, text, this.#found);
      findFileRoutes(path, name).forEach(signal => this.#found.add(signal));
    }
  }

  #readTest(
    path: string,
    kind: TestKind,
    { syntax, test, skipsAll }: Language,
    text: string,
  ): void {
    if ((this.#testCounts.get(kind) ?? 0) < enoughTests) {
      const { bare } = readCode(text, syntax);
      const index = skipsAll?.test(bare) ? undefined : test.exec(bare)?.index;
      this.#addTest(path, kind, bare, index);
    }
  }

  #addTest(
    path: string,
    kind: TestKind,
    text: string,
    index: number | undefined,
  ): void {
    const count = this.#testCounts.get(kind) ?? 0;
    if (index !== undefined && count < enoughTests) {
      this.#testCounts.set(kind, count + 1);
      this.#tests.push({
        path,
        line: new LineStarts(text).lineAt(index),
        kind,
      });
    }
  }

  #addMigration(path: string, migration: Migration | undefined): void {
    if (migration) {
      this.#migrations.push({ path, ...migration });
    }
  }

  #read(path: string): Promise<string | undefined> {
    return this.#context.read(path);
  }
}

/** States what the code does, and how it is tested and migrated. */
export const sourceAnalyzer: Analyzer<'source'> = {
  section: 'source',
  scope: 'entity',
  async analyze(context) {
    const foreign = foreignLanguage(context.listing.files);
    if (foreign) {
      context.problem({
        path: foreign.path,
        reason: `Most of the code is written in ${foreign.language}, which is not read.`,
      });
    }
    const reading = new Reading(context);
    for (const file of context.listing.files) {
      context.signal?.throwIfAborted();
      await reading.visit(file);
    }
    return reading.facts;
  },
};
