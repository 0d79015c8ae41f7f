import { CodeSyntax } from '../../source/codeText';
import { blocksOf, CodeBlock } from '../codeBlocks';
import { GateFile, ReviewGate } from '../Gate';

const syntax: CodeSyntax = {
  lineComment: '#',
  blockComment: true,
  quotes: '"',
  multiLineQuotes: '',
  tripleQuotes: [],
};

/** How a resource says that changes are reviewed. */
interface ReviewResource {
  resource: RegExp;
  /** The block inside that says so; the resource itself when absent. */
  block?: RegExp;
  count: RegExp;
  /** Approvals where there is no number; such a resource says nothing at 0. */
  otherwise: number;
  /** What the resource must say besides. */
  when?: RegExp;
}

const number = (key: string) =>
  new RegExp(`\\b${key}\\s{0,99}=\\s{0,9}"?(\\d{1,2})`);

const resources: ReviewResource[] = [
  {
    resource: /^github_branch_protection(?:_v3)?$/,
    block: /\brequired_pull_request_reviews\s{0,9}\{/,
    count: number('required_approving_review_count'),
    otherwise: 1,
  },
  {
    resource: /^github_(?:repository|organization)_ruleset$/,
    block: /\bpull_request\s{0,9}\{/,
    count: number('required_approving_review_count'),
    otherwise: 0,
    when: /\benforcement\s{0,99}=\s{0,9}"active"/,
  },
  {
    resource: /^gitlab_(?:project_approval_rule|project_level_mr_approvals)$/,
    count: number('(?:approvals_required|approvals_before_merge)'),
    otherwise: 0,
  },
  {
    resource: /^azuredevops_branch_policy_min_reviewers$/,
    block: /\bsettings\s{0,9}\{/,
    count: number('reviewer_count'),
    otherwise: 0,
  },
];

/** Repositories whose settings are Terraform of their own. */
export const terraformReviews: GateFile<ReviewGate>[] = [
  {
    path: /\.tf$/,
    word: /github_|gitlab_project|azuredevops_branch_policy/,
    read: readTerraform,
  },
];

function readTerraform(text: string): ReviewGate[] {
  return blocksOf(
    // The other kind of comment.
    text.replace(/^[ \t]{0,99}\/\/.*/gm, ''),
    syntax,
    /\bresource\s{1,9}"([\w-]{1,99})"\s{1,9}"[\w-]{1,99}"\s{0,9}\{/,
  ).flatMap(block => {
    const known = resources.find(({ resource }) =>
      resource.test(block.names[0]),
    );
    return known && (known.when?.test(block.own) ?? true)
      ? gatesOf(known, block)
      : [];
  });
}

function gatesOf(known: ReviewResource, block: CodeBlock): ReviewGate[] {
  const places = known.block ? block.within(known.block) : [block];
  return places.map(place => {
    const [, approvals = known.otherwise] = known.count.exec(place.own) ?? [];
    return { line: place.line, approvals: Number(approvals) };
  });
}
