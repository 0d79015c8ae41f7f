const entity = (
  name: string,
  annotations = '',
) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  description: Greets whoever asks${annotations}
spec:
  type: service
  lifecycle: production
  owner: group:default/shop
`;

const node = {
  'catalog-info.yaml': entity('node'),
  'README.md': '# A service in Node\n',
  'package.json': JSON.stringify({
    name: 'node',
    version: '1.0.0',
    private: true,
    scripts: { test: 'node --test' },
  }),
  'package-lock.json': JSON.stringify({
    name: 'node',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': { name: 'node', version: '1.0.0' } },
  }),
  'src/main.js':
    "require('node:http').createServer((_, response) => response.end('Hello')).listen(8080);\n",
  'src/main.test.js':
    "require('node:test')('greets', () => require('node:assert').ok(true));\n",
};

/** One whose pipeline is GitLab's. */
const gitlab = {
  ...node,
  'catalog-info.yaml': entity(
    'gitlab',
    '\n  annotations:\n    gitlab.com/project-slug: acme/gitlab',
  ),
};

/** One of several in a repository. */
const mono = {
  'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Location
metadata:
  name: mono-services
spec:
  targets: [./services/greeter/catalog-info.yaml]
`,
  ...Object.fromEntries(
    Object.entries(node).map(([path, content]) => [
      `services/greeter/${path}`,
      content,
    ]),
  ),
  'services/greeter/catalog-info.yaml': entity('mono'),
};

/** Small services that have little but their source and a test, by what they are written in. */
export const bareServices: Record<string, Record<string, string>> = {
  node,
  gitlab,
  mono,
  rust: {
    'catalog-info.yaml': entity('rust'),
    'Cargo.toml': '[package]\nname = "orders"\nversion = "1.0.0"\n',
  },
  root: {
    ...node,
    'catalog-info.yaml': entity('root'),
    Dockerfile: 'FROM node:24.11.1-slim\nCOPY . .\nCMD ["node", "."]\n',
  },
  python: {
    'catalog-info.yaml': entity('python'),
    'README.md': '# A service in Python\n',
    'requirements.txt': 'flask==3.1.2\n',
    'orders/__init__.py': '',
    'orders/__main__.py':
      "from flask import Flask\n\napp = Flask(__name__)\napp.run(host='0.0.0.0', port=8080)\n",
    'tests/test_orders.py': 'def test_orders():\n    assert 1 + 1 == 2\n',
  },
  go: {
    'catalog-info.yaml': entity('go'),
    'README.md': '# A service in Go\n',
    'go.mod': 'module example.com/orders\n\ngo 1.24\n',
    'main.go':
      'package main\n\nimport "net/http"\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
    'main_test.go':
      'package main\n\nimport "testing"\n\nfunc TestOrders(t *testing.T) {}\n',
  },
  java: {
    'catalog-info.yaml': entity('java'),
    'README.md': '# A service in Java\n',
    'pom.xml': `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>orders</artifactId>
  <version>1.0.0</version>
</project>
`,
    'src/main/java/com/example/Orders.java':
      'package com.example;\n\nclass Orders {\n  public static void main(String[] arguments) {}\n}\n',
    'src/test/java/com/example/OrdersTest.java':
      'package com.example;\n\nclass OrdersTest {\n  @org.junit.jupiter.api.Test\n  void works() {}\n}\n',
  },
};
