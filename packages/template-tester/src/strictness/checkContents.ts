import { TemplateSource } from '@airworthy/golden-paths';
import { JsonObject } from '@backstage/types';
import { Finding, textFile } from '../checks/Check';
import { templatedFiles } from './fetchSteps';
import { foreignExpressions } from './foreignExpressions';
import { parseTemplateText, TemplateNode } from './parse';
import { undefinedOutputs } from './undefinedOutputs';

/**
 * Looks at each file that a rendering templated: does it name what it was not
 * given, or what is meant for another tool? The scaffolder leaves a blank
 * there, without a word.
 */
export class ContentsCheck {
  readonly #source: TemplateSource;
  readonly #parsed = new Map<string, ReturnType<typeof parseTemplateText>>();

  constructor(source: TemplateSource) {
    this.#source = source;
  }

  run(inputs: Map<string, JsonObject>): {
    undefineds: Finding[];
    foreign: Finding[];
    /** What was not looked at. */
    remarks: string[];
  } {
    const remarks = new Set<string>();
    const undefineds = new Map<string, Finding>();
    const foreign = new Map<string, Finding>();
    const put = (findings: Map<string, Finding>, finding: Finding) =>
      findings.set(
        `${finding.path}:${finding.line}:${finding.message}`,
        finding,
      );
    for (const { dialect, given, paths, step } of templatedFiles(
      this.#source,
      inputs,
    )) {
      for (const path of paths) {
        const file = this.#source.files.get(path);
        const text = file && textFile(path, file)?.text;
        if (text === undefined) continue;
        const strangers = dialect.cookiecutterCompat
          ? []
          : foreignExpressions(text);
        for (const { expression, line } of strangers) {
          put(foreign, {
            path,
            line,
            message: `${expression} is meant for GitHub, and templating leaves a blank: put it between {% raw %} and {% endraw %}, or the file into copyWithoutTemplating`,
          });
        }
        const parsed = this.#parse(
          `${path} ${dialect.cookiecutterCompat}`,
          text,
          dialect,
        );
        if ('mistake' in parsed) {
          const { line, message } = parsed.mistake;
          put(undefineds, {
            path,
            line,
            message: `is no template: ${message}`,
          });
          continue;
        }
        const blanked = new Set(strangers.map(({ line }) => line));
        const found = undefinedOutputs(parsed.root, given);
        for (const line of found.untold) {
          remarks.add(
            `${path}:${line} was not checked: only the scaffolder can tell what it comes to`,
          );
        }
        for (const { expression, line } of found.undefineds) {
          if (blanked.has(line)) continue;
          put(undefineds, {
            path,
            line,
            message: `${expression} is undefined, as the step "${step}" gives no such value`,
          });
        }
      }
    }
    return {
      undefineds: [...undefineds.values()],
      foreign: [...foreign.values()],
      remarks: [...remarks],
    };
  }

  #parse(key: string, text: string, dialect: { cookiecutterCompat?: boolean }) {
    const parsed:
      | { root: TemplateNode }
      | { mistake: { message: string; line: number } } =
      this.#parsed.get(key) ?? parseTemplateText(text, dialect);
    this.#parsed.set(key, parsed);
    return parsed;
  }
}
