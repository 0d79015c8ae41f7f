/** The same address when it is one of the web, `undefined` for any other scheme. */
export function webUrl(url: string): string | undefined {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol)
      ? url
      : undefined;
  } catch {
    return undefined;
  }
}
