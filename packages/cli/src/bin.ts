import { main } from './main';

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exitCode = error.code === 'EPIPE' ? 0 : 2;
  process.exit();
});

const { stdout, stderr, env } = process;

main(process.argv.slice(2), {
  stdout,
  stderr,
  env,
  cwd: () => process.cwd(),
  now: () => new Date(),
}).then(code => {
  // Once all is written; what a scaffolder left running is not waited for.
  stdout.write('', () => process.exit(code));
});
