#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

// A checkout runs its source; what is published is one bundled file.
if (existsSync(resolve(__dirname, '../src'))) {
  require('@backstage/cli/config/nodeTransform.cjs');
  require('../src/bin.ts');
} else {
  require('../dist/airworthy.cjs');
}
