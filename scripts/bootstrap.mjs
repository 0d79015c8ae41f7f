// Makes `npm start` and `npm test` work on a fresh clone, where only Node and
// npm are at hand: checks the version of Node and installs with Yarn 4. npm
// runs it before these scripts; Yarn does not, and has installed already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fail, root } from './terminal.mjs';

const yarnVersion = '4.13.0';
const stamp = join(root, 'node_modules', '.installed');

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const supported =
    major === 24 || major === 22 || (major === 20 && minor >= 19);
  if (!supported) {
    fail(
      `Node ${process.versions.node} is not supported: install Node 24, 22, or 20.19 and later.`,
    );
  }
}

/** What decides whether another installation is needed. */
function installationKey() {
  const hash = createHash('sha256').update(process.versions.modules);
  const manifests = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const folder of ['packages', 'plugins']) {
    for (const name of readdirSync(join(root, folder)).sort()) {
      manifests.push(join(folder, name, 'package.json'));
    }
  }
  for (const manifest of manifests) {
    const path = join(root, manifest);
    if (existsSync(path)) hash.update(manifest).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function install() {
  // Native code is compiled on all cores.
  const env = { npm_config_jobs: 'max', ...process.env };
  const prefix = dirname(dirname(process.execPath));
  if (existsSync(join(prefix, 'include', 'node', 'node.h'))) {
    // Native add-ons then build without downloading Node's headers.
    env.npm_config_nodedir = prefix;
  }
  const yarn = ['--yes', '-p', `@yarnpkg/cli-dist@${yarnVersion}`, 'yarn'];
  const { status } = spawnSync('npx', [...yarn, 'install', '--immutable'], {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (lacksNativeCode()) {
    fail(
      'better-sqlite3 could not be built: install a C++ compiler, make and Python 3 (on Debian: apt install build-essential python3) and try again.',
    );
  }
  if (status !== 0) {
    fail(
      'The installation failed; the lines above say why. Is the npm registry reachable?',
    );
  }
}

/** Whether the one add-on that the portal cannot do without is there, but not built. */
function lacksNativeCode() {
  const folder = join(root, 'node_modules', 'better-sqlite3');
  if (!existsSync(folder)) return false;
  try {
    const Database = createRequire(import.meta.url)(folder);
    new Database(':memory:').close();
    return false;
  } catch {
    return true;
  }
}

checkNode();
const key = installationKey();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== key) {
  console.log('Installing dependencies; the first time takes some minutes.');
  install();
  writeFileSync(stamp, key);
}
