/** Takes `owner/name@version` apart, and tells whether it is pinned. */
export function readUses(uses: string): { action: string; pinned: boolean } {
  if (uses === '' || uses.startsWith('./')) {
    return { action: uses, pinned: true };
  }
  if (uses.startsWith('docker://')) {
    return {
      action: uses.split('@', 1)[0].replace(/:[^:/]*$/, ''),
      pinned: /@sha256:[0-9a-f]+$/.test(uses),
    };
  }
  const at = uses.indexOf('@');
  return at < 0
    ? { action: uses, pinned: false }
    : {
        action: uses.slice(0, at),
        pinned: /^[0-9a-f]{40}$/.test(uses.slice(at + 1)),
      };
}
