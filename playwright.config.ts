import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const origin = 'http://localhost:7107';

// A browser of the system where there is one: Playwright's own cannot be
// downloaded everywhere.
const executablePath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find(path => path && existsSync(path));

const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'newcomer', testMatch: '*.test.ts' },
    { name: 'pictures', testMatch: 'pictures.ts' },
  ],
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // The tests of a file tell one story, and the files theirs beside each other.
  workers: 3,
  reporter: [
    ['list'],
    ['json', { outputFile: 'test-results/report.json' }],
    ['html', { open: 'never', outputFolder: 'e2e-report' }],
  ],
  use: {
    baseURL: origin,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Without its film: to record all tests slows them on a small machine.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath,
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node scripts/serve-built-portal.mjs',
    url: `${origin}/.backstage/health/v1/readiness`,
    timeout: 180_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
