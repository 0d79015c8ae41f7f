import { textOf } from '../shapes';

type Inputs = Record<string, unknown>;

/** Actions that run what their inputs say, as a shell would be told. */
const commands: { action: RegExp; command(inputs: Inputs): string }[] = [
  {
    action: /^pre-commit\/action$|^j178\/prek-action$/,
    command: inputs =>
      `pre-commit run ${textOf(inputs.extra_args ?? inputs['extra-args'])}`,
  },
  {
    action:
      /^(?:appleboy|fifsky|garygrossgarten)\/(?:ssh-action|github-action-ssh)$/,
    command: ({ script, command }) => `ssh host\n${textOf(script ?? command)}`,
  },
  {
    action:
      /^(?:appleboy\/scp-action|burnett01\/rsync-deployments|easingthemes\/ssh-deploy|wlixcc\/sftp-deploy-action|samkirkland\/ftp-deploy-action)$/,
    command: () => 'rsync',
  },
  {
    action: /^superfly\/flyctl-actions$/,
    command: ({ args }) => `flyctl ${textOf(args)}`,
  },
  {
    action: /^cloudflare\/wrangler-action$/,
    command: ({ command = 'deploy' }) => `wrangler ${textOf(command)}`,
  },
  {
    action: /^pulumi\/actions$/,
    command: ({ command }) => `pulumi ${textOf(command)}`,
  },
  {
    action: /^helmfile\/helmfile-action$/,
    command: inputs => `helmfile ${textOf(inputs['helmfile-args'])}`,
  },
  {
    action: /^actions-rs\/cargo$/,
    command: ({ command, args }) => `cargo ${textOf(command)} ${textOf(args)}`,
  },
  {
    action: /^magefile\/mage-action$/,
    command: ({ args }) => `mage ${textOf(args)}`,
  },
  {
    action: /^gradle\/(?:gradle-build-action|actions\/setup-gradle)$/,
    command: inputs =>
      given(inputs.arguments) ? `gradle ${textOf(inputs.arguments)}` : '',
  },
  {
    action: /^(?:nick-(?:fields|invision)\/retry|wandalen\/wretry\.action)$/,
    command: ({ command }) => textOf(command),
  },
  {
    action: /^(?:coactions\/setup-xvfb|gabrielbb\/xvfb-action)$/,
    command: ({ run }) => textOf(run),
  },
  {
    action: /^azure\/cli$/,
    command: ({ inlineScript }) => textOf(inlineScript),
  },
];

/** No name of an action is longer. */
const maxName = 200;

/**
 * The command that an action runs; `undefined` for one that does not say.
 *
 * @param action - such as `nick-fields/retry`, without a version
 */
export function commandOfAction(
  action: string,
  inputs: Inputs,
): string | undefined {
  if (action.startsWith('docker://')) {
    return `docker run ${action.slice(9)} ${textOf(inputs.args)}`;
  }
  const name = action.toLowerCase().slice(0, maxName);
  return commands.find(known => known.action.test(name))?.command(inputs);
}

function given(value: unknown): boolean {
  return textOf(value).trim() !== '';
}
