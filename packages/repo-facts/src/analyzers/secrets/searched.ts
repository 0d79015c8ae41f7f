import { SourceFile } from '../../tree/SourceTree';
import { fileName } from '../files/paths';

/** Larger files are data or generated, and searching them is slow. */
const largestSearched = 256 * 1024;

const lockFiles = new Set([
  'Cargo.lock',
  'Gemfile.lock',
  'bun.lock',
  'composer.lock',
  'go.sum',
  'gradle.lockfile',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'pnpm-lock.yaml',
  'poetry.lock',
  'uv.lock',
  'yarn.lock',
]);

/** Files that are no text, or that a tool wrote. */
const skippedEndings =
  /\.(png|jpe?g|gif|webp|avif|ico|icns|bmp|tiff?|svg|pdf|docx?|xlsx?|pptx?|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|ear|class|so|dylib|dll|exe|bin|o|a|wasm|pyc|woff2?|ttf|otf|eot|mp3|mp4|m4a|mov|avi|webm|ogg|wav|flac|sqlite3?|db|parquet|avro|p12|pfx|jks|keystore|der|map|snap|min\.js|min\.css|pb\.go|pb\.gw\.go|_pb2\.py|_pb2_grpc\.py)$/i;

/** A text file that a person may have written a secret into. */
export function mayHoldSecrets({ path, size }: SourceFile): boolean {
  return (
    size > 0 &&
    size <= largestSearched &&
    !lockFiles.has(fileName(path)) &&
    !skippedEndings.test(path)
  );
}
