import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type {
  SecretLintRuleContext,
  SecretLintRuleIgnoreDescriptor,
  SecretLintRuleLocalizeMessages,
  SecretLintRuleMessageTranslate,
  SecretLintSourceCode,
} from '@secretlint/types';
import { LineStarts } from '../files/LineStarts';
import { isOfCompose, isPlaceholder } from './placeholder';

/** A place where a rule saw a secret; never the secret. */
export interface SecretPlace {
  rule: string;
  line: number;
}

/**
 * Runs secretlint's recommended rules over a text.
 *
 * The rules are called directly, for secretlint's own runner keeps a
 * performance mark of every file and rule for the life of the process, and its
 * messages contain the secret.
 */
export async function findSecrets(
  path: string,
  text: string,
): Promise<SecretPlace[]> {
  const lines = new LineStarts(text);
  const found: { rule: string; start: number }[] = [];
  const ignored: SecretLintRuleIgnoreDescriptor[] = [];
  const source = sourceCode(path, text, lines);

  for (const rule of rules) {
    const context: SecretLintRuleContext = {
      sharedOptions: {},
      createTranslator,
      report: ({ range: [start, end] }) => {
        const secret = text.slice(start, end);
        if (!isPlaceholder(secret) && !isOfCompose(path, secret)) {
          found.push({ rule: shortName(rule.meta.id), start });
        }
      },
      ignore: descriptor => ignored.push(descriptor),
    };
    await rule.create(context, {}).file?.(source);
  }

  const places = found
    .filter(
      ({ rule, start }) =>
        !ignored.some(
          ({ targetRuleId, range }) =>
            range[0] <= start &&
            start <= range[1] &&
            (targetRuleId === '*' || shortName(targetRuleId) === rule),
        ),
    )
    .sort((a, b) => a.start - b.start)
    .map(({ rule, start }) => ({ rule, line: lines.lineAt(start) }));
  return places.filter(
    (place, index) =>
      places.findIndex(
        other => other.rule === place.rule && other.line === place.line,
      ) === index,
  );
}

function shortName(ruleId: string): string {
  return ruleId.replace('@secretlint/secretlint-rule-', '');
}

/** Messages carry the secret, so none is ever made. */
function createTranslator<T extends SecretLintRuleLocalizeMessages>(
  _messages: T,
): SecretLintRuleMessageTranslate<T> {
  return messageId => ({
    message: '',
    messageId: String(messageId),
    data: undefined,
  });
}

function sourceCode(
  path: string,
  text: string,
  lines: LineStarts,
): SecretLintSourceCode {
  const dot = path.lastIndexOf('.');
  return {
    hasBOM: false,
    content: text,
    filePath: path,
    physicalFilePath: undefined,
    contentType: 'text',
    ext: dot < 0 ? '' : path.slice(dot),
    getFilePath: () => path,
    getPhysicalFilePath: () => undefined,
    indexToPosition: index => lines.positionAt(index),
    positionToIndex: position => lines.indexAt(position),
    rangeToLocation: ([start, end]) => ({
      start: lines.positionAt(start),
      end: lines.positionAt(end),
    }),
    locationToRange: ({ start, end }) => [
      lines.indexAt(start),
      lines.indexAt(end),
    ],
  };
}
