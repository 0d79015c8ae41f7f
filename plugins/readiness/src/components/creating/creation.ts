// The version that Backstage's forms describe their options in.
import { z } from 'zod/v3';
import { JsonObject, JsonPrimitive, JsonValue } from '@backstage/types';

const answer = z.union([z.string(), z.number(), z.boolean()]);

/**
 * What a template says of what it creates, as `ui:options` of the field. Other
 * options of forms may stand beside these.
 */
export const creationSchema = z.object({
  /** The lines to be listed, in order. */
  creates: z
    .array(
      z
        .object({
          /** May name answers, as `${{ parameters.name }}`. */
          text: z.string().min(1),
          /** Listed where each of these parameters has the answer, or one of them. */
          when: z
            .record(z.union([answer, z.array(answer).nonempty()]))
            .optional(),
        })
        .strict(),
    )
    .nonempty(),
  /** The level that the template guarantees. */
  level: z.string().min(1).optional(),
  /** The scorecard whose level that is. */
  scorecard: z.string().min(1).default('production-readiness'),
});

export type Creation = z.infer<typeof creationSchema>;

/** What is created, given the answers so far. */
export function linesOf(
  creates: Creation['creates'],
  answers: JsonObject,
): string[] {
  return creates
    .filter(({ when = {} }) =>
      Object.entries(when).every(([name, wanted]) =>
        [wanted].flat().includes(answers[name] as NonNullable<JsonPrimitive>),
      ),
    )
    .map(({ text }) =>
      text.replace(/\$\{\{\s*parameters\.([\w-]+)\s*\}\}/g, (_, name: string) =>
        spelled(answers[name]),
      ),
    );
}

/** An answer as a person writes it; what is not answered yet is an ellipsis. */
function spelled(value: JsonValue | undefined): string {
  if (value === undefined || value === null || value === '') return '…';
  const text = typeof value === 'object' ? JSON.stringify(value) : `${value}`;
  // As Backstage's picker of repositories answers: github.com?owner=acme&repo=orders
  // and before that, step by step, from github.com? on.
  const [, host, query] =
    /^([\w-]+[.:][\w.:-]+)\?((?:\w+=.*)?)$/.exec(text) ?? [];
  if (!host) return text;
  const parts = new URLSearchParams(query);
  const owner = ['organization', 'workspace', 'project', 'owner'].flatMap(
    part => parts.get(part) ?? [],
  );
  return [host, ...owner, parts.get('repo')].map(part => part || '…').join('/');
}
