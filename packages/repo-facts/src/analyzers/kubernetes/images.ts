import { parseImageName } from '../imageNames';

/** Whether a workload's image has a digest, or a tag other than `latest`. */
export function isPinnedTag(image: string): boolean {
  const { tag, digest } = parseImageName(image);
  return digest !== '' || (tag !== '' && tag !== 'latest');
}
