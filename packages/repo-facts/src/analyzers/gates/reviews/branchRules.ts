import { asList, asObject } from '../../files/plainValues';
import { GateFile, ReviewGate } from '../Gate';
import { gateDocuments, valueAt } from '../gateDocuments';

type At = (string | number)[];

const reviews = 'required_pull_request_reviews';
const count = 'required_approving_review_count';

/** Branch rules that a bot or a pipeline applies from a file. */
export const branchRules: GateFile<ReviewGate>[] = [
  {
    // The app Settings, and Safe Settings.
    path: /^\.github\/(?:settings\.ya?ml|(?:repos|suborgs)\/[\w.-]+\.ya?ml)$/,
    word: /required_/,
    read: text =>
      gateDocuments(text).flatMap(({ value, lineOf }) => {
        const { branches, rulesets } = asObject(value);
        return [
          ...asList(branches).flatMap((branch, index) => {
            const at: At = ['branches', index, 'protection', reviews];
            const required = valueAt(branch, ['protection', reviews]);
            return protectionOf(required, lineOf([...at, count]));
          }),
          ...asList(rulesets).flatMap((ruleset, index) =>
            rulesetOf(ruleset, at => lineOf(['rulesets', index, ...at])),
          ),
        ];
      }),
  },
  {
    path: /^\.github\/rulesets\/[\w. -]+\.json$/,
    word: /pull_request/,
    read: text =>
      gateDocuments(text).flatMap(({ value, lineOf }) =>
        [value]
          .flat()
          .flatMap((ruleset, index) =>
            rulesetOf(ruleset, at =>
              lineOf(Array.isArray(value) ? [index, ...at] : at),
            ),
          ),
      ),
  },
  {
    // Projects of the Apache Software Foundation.
    path: /^\.asf\.ya?ml$/,
    word: /required_pull_request_reviews/,
    read: text =>
      gateDocuments(text).flatMap(({ value, lineOf }) => {
        const at = ['github', 'protected_branches'];
        const branches = asObject(valueAt(value, at));
        return Object.entries(branches).flatMap(([name, branch]) =>
          protectionOf(
            asObject(branch)[reviews],
            lineOf([...at, name, reviews, count]),
          ),
        );
      }),
  },
  {
    path: /^\.gitlab\/security-policies\/policy\.ya?ml$/,
    word: /require_approval/,
    read: text =>
      gateDocuments(text).flatMap(({ value, lineOf }) =>
        ['approval_policy', 'scan_result_policy'].flatMap(key =>
          asList(asObject(value)[key]).flatMap((entry, index) => {
            const { enabled, actions, rules } = asObject(entry);
            const forAll = asList(rules).some(
              rule => asObject(rule).type === 'any_merge_request',
            );
            return asList(actions).flatMap((action, number) => {
              const { type, approvals_required: approvals } = asObject(action);
              return enabled === true && forAll && type === 'require_approval'
                ? [
                    {
                      line: lineOf([key, index, 'actions', number]),
                      approvals: Number(approvals) || 0,
                    },
                  ]
                : [];
            });
          }),
        ),
      ),
  },
];

/** Protection of a branch asks for one approval when it gives no number. */
function protectionOf(required: unknown, line: number): ReviewGate[] {
  const { [count]: approvals = 1 } = asObject(required);
  return typeof required === 'object' && required !== null
    ? [{ line, approvals: Number(approvals) || 0 }]
    : [];
}

function rulesetOf(ruleset: unknown, lineOf: (at: At) => number): ReviewGate[] {
  const { target = 'branch', enforcement, rules } = asObject(ruleset);
  if (target !== 'branch' || enforcement !== 'active') {
    return [];
  }
  return asList(rules).flatMap((rule, index) => {
    const { type, parameters } = asObject(rule);
    return type === 'pull_request'
      ? [
          {
            line: lineOf(['rules', index, 'parameters', count]),
            approvals: Number(asObject(parameters)[count]) || 0,
          },
        ]
      : [];
  });
}
