import { OutputStream } from '../Surroundings';

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Colours a text, or leaves it as it is. */
export type Paint = (text: string, ...styles: (keyof typeof codes)[]) => string;

/** Leaves texts as they are. */
export const plain: Paint = text => text;

/** Colours texts for a terminal. */
export const coloured: Paint = (text, ...styles) =>
  styles.reduce((painted, style) => {
    const [on, off] = codes[style];
    return `\u001b[${on}m${painted}\u001b[${off}m`;
  }, text);

/** FORCE_COLOR decides before NO_COLOR, as in Node.js, and both before the terminal. */
export function paintFor(
  stream: OutputStream,
  env: Record<string, string | undefined>,
): Paint {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) {
    return forced === '0' || forced === 'false' ? plain : coloured;
  }
  if (env.NO_COLOR) return plain;
  return stream.isTTY && env.TERM !== 'dumb' ? coloured : plain;
}

/** Columns to write in: the terminal's, within what is readable. */
export function widthOf(
  stream: OutputStream,
  env: Record<string, string | undefined>,
): number {
  const columns = stream.columns ?? Number.parseInt(env.COLUMNS ?? '', 10);
  return Number.isFinite(columns) && columns > 0
    ? Math.min(Math.max(columns, 40), 100)
    : 80;
}
