import { main } from './main';

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exitCode = error.code === 'EPIPE' ? 0 : 2;
  process.exit();
});

main(process.argv.slice(2), process).then(code => {
  process.exitCode = code;
});
