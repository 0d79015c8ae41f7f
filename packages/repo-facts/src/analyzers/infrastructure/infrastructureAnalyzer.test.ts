import fc from 'fast-check';
import { observeSection } from '../testing';
import { readHclBlocks } from './hclBlocks';
import { infrastructureAnalyzer } from './infrastructureAnalyzer';

async function observe(files: Record<string, string>) {
  const { facts, problems } = await observeSection(
    infrastructureAnalyzer,
    files,
  );
  expect(problems).toEqual([]);
  return facts.definitions;
}

describe('blocks of HCL', () => {
  it('are told by type, labels and line, without what is in them', () => {
    expect(
      readHclBlocks(`# resource "a" "comment" {}
terraform {
  backend "s3" { bucket = "a" }
}

resource "aws_db_instance" "orders" {
  name = "}" # }
  tags = { a = "b" }
}
/* resource "aws_a" "b" {
} */
module queue {
  source = "./queue"
}
`),
    ).toEqual([
      { type: 'terraform', labels: [], line: 2 },
      { type: 'resource', labels: ['aws_db_instance', 'orders'], line: 6 },
      { type: 'module', labels: ['queue'], line: 12 },
    ]);
  });

  it('are not what a heredoc or a string says', () => {
    expect(
      readHclBlocks(`locals {
  policy = <<-EOT
    resource "a" "b" {
  EOT
  text = "resource \\"c\\" {"
}
resource "d" "e" {}
`),
    ).toEqual([
      { type: 'locals', labels: [], line: 1 },
      { type: 'resource', labels: ['d', 'e'], line: 7 },
    ]);
  });

  it('come to an end, whatever the text', () => {
    const part = fc.constantFrom(
      ...['{', '}', '"', '\\', '\n', '<<EOF\n', 'EOF\n', '/*', '*/', '#'],
      ...['//', 'resource ', '"a" ', 'b', '${', ' ', '<<-X'],
    );
    fc.assert(
      fc.property(fc.array(part), parts => {
        for (const { line } of readHclBlocks(parts.join(''))) {
          expect(line).toBeGreaterThan(0);
        }
      }),
    );
    expect(readHclBlocks('{'.repeat(500_000))).toEqual([]);
    expect(readHclBlocks(' '.repeat(500_000))).toEqual([]);
    expect(readHclBlocks('"'.repeat(500_000))).toEqual([]);
  });
});

describe('definitions', () => {
  it.each<[string, string, string, object[]]>([
    [
      'Terraform',
      'infra/main.tf',
      'provider "aws" {}\nresource "aws_sqs_queue" "orders" {\n}\nmodule "db" {\n}\n',
      [
        { tool: 'terraform', kind: 'aws_sqs_queue', name: 'orders', line: 2 },
        { tool: 'terraform', kind: 'module', name: 'db', line: 4 },
      ],
    ],
    [
      'Terraform in JSON',
      'main.tf.json',
      '{\n  "resource": {\n    "aws_sqs_queue": { "orders": {} }\n  }\n}\n',
      [{ tool: 'terraform', kind: 'aws_sqs_queue', name: 'orders', line: 3 }],
    ],
    [
      'Pulumi',
      'infra/Pulumi.yaml',
      'name: orders\nruntime: nodejs\n',
      [{ tool: 'pulumi', kind: 'project', name: 'orders', line: 2 }],
    ],
    [
      'CDK',
      'cdk.json',
      '{ "app": "npx ts-node bin/orders.ts" }',
      [{ tool: 'cdk', kind: 'app' }],
    ],
    [
      'CloudFormation',
      'cloudformation/queue.yaml',
      'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: !Sub "${Env}-orders" }\n',
      [
        {
          tool: 'cloudformation',
          kind: 'AWS::SQS::Queue',
          name: 'Queue',
          line: 2,
        },
      ],
    ],
    [
      'SAM',
      'template.yaml',
      'Transform: AWS::Serverless-2016-10-31\nResources:\n  Api: { Type: AWS::Serverless::Function }\n',
      [{ kind: 'AWS::Serverless::Function', name: 'Api' }],
    ],
    [
      'Bicep',
      'infra/main.bicep',
      "param location string\nresource plan 'Microsoft.Web/serverfarms@2022-03-01' = {\n}\n",
      [
        {
          tool: 'bicep',
          kind: 'Microsoft.Web/serverfarms',
          name: 'plan',
          line: 2,
        },
      ],
    ],
    [
      'Nomad',
      'orders.nomad.hcl',
      'job "orders" {\n}\n',
      [{ tool: 'nomad', kind: 'job', name: 'orders' }],
    ],
    [
      'Fly',
      'fly.toml',
      'app = "orders"\n# [[http_service.checks]]\n[[http_service.checks]]\npath = "/healthz"\n',
      [
        { tool: 'fly', kind: 'app', line: 1 },
        { tool: 'fly', kind: 'health-check', line: 3 },
      ],
    ],
  ])('of %s', async (_, path, text, expected) => {
    expect(await observe({ [path]: text })).toMatchObject(expected);
  });

  it.each<[string, Record<string, string>]>([
    ['variables and providers', { 'main.tf': 'variable "a" {}\n' }],
    ['comments', { 'main.tf': '# resource "a" "b" {}\n' }],
    ['trials', { 'test/main.tf': 'resource "a" "b" {}\n' }],
    ['modules of others', { '.terraform/m/main.tf': 'resource "a" "b" {}\n' }],
    ['other templates', { 'template.yaml': 'Resources: { a: { Type: x } }\n' }],
    ['settings of a stack', { 'Pulumi.dev.yaml': 'config: { a: b }\n' }],
    ['empty files', { 'fly.toml': '\n' }],
  ])('are not %s', async (_, files) => {
    expect(await observe(files)).toEqual([]);
  });

  it('that do not parse are a problem of their place', async () => {
    const { facts, problems } = await observeSection(infrastructureAnalyzer, {
      'Pulumi.yaml': 'name: [\n',
      'main.tf': 'resource "a" "b" {}\n',
    });
    expect(facts.definitions).toHaveLength(1);
    expect(problems).toMatchObject([{ path: 'Pulumi.yaml', line: 2 }]);
  });
});

it('finds where the platform asks the service how it is', async () => {
  const definitions = await observe({
    'infra/run.tf':
      'resource "google_cloud_run_v2_service" "orders" {\n  # liveness_probe {\n  liveness_probe {\n  }\n}\n',
    'infra/queue.tf':
      'resource "aws_sqs_queue" "orders" {\n  # healthCheck = {}\n}\n',
  });
  expect(definitions.filter(({ kind }) => kind === 'health-check')).toEqual([
    {
      ...{ path: 'infra/run.tf', line: 3, name: '' },
      ...{ tool: 'terraform', kind: 'health-check' },
    },
  ]);
});

it.each<[string, string[]]>([
  ['  health_check {\n    path = "/"\n  }', ['health-check']],
  [
    '  deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }',
    ['rollback'],
  ],
  ['  deployment_circuit_breaker {\n    rollback = false\n  }', []],
  ['  # health_check {', []],
])('sees in Terraform what %j has the platform do', async (text, kinds) => {
  const definitions = await observe({
    'main.tf': `resource "aws_ecs_service" "a" {\n${text}\n}\n`,
  });
  expect(definitions.slice(1).map(({ kind }) => kind)).toEqual(kinds);
});
