import { ScriptReading, known } from './ScriptReading';
import { CommandReader } from './CommandReader';

/** Programs that run another one in a container. */
const runners = new Set(['docker', 'podman', 'nerdctl', 'docker-compose']);

/** No image has a longer name. */
const maxImage = 300;

/** Images that are not called as the program that they run. */
const imagePrograms: Record<string, string> = {
  zaproxy: 'zap-baseline.py',
  'owasp-zap': 'zap-baseline.py',
  'dependency-check': 'dependency-check.sh',
  'cosign-installer': 'cosign',
};

/** Whether a command runs another one in a container. */
export function runsInContainer(program: string, args: string[]): boolean {
  return (
    runners.has(program) &&
    /^(?:run|exec)$/.test(args[args[0] === 'compose' ? 1 : 0])
  );
}

/** The first known program among the words of `docker run … image command`. */
export function readInContainer(
  args: string[],
  reader: CommandReader,
): ScriptReading {
  for (let at = 1; at < args.length; at++) {
    const word = args[at];
    if (word.length <= maxImage && /^(?!-)[\w./:@-]+$/.test(word)) {
      const [program] = word.slice(word.lastIndexOf('/') + 1).split(/[:@]/);
      const reading = reader.readElsewhere([
        Object.hasOwn(imagePrograms, program)
          ? imagePrograms[program]
          : program,
        ...args.slice(at + 1),
      ]);
      if (reading.does.size > 0) {
        return reading;
      }
    }
  }
  return known([]);
}
