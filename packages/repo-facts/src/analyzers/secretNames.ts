/** Names that people give to secrets; the secret word comes last. */
const secretName =
  /(?:^|[_.-])(?:password|passwd|passphrase|secret|token|api_?key|access_?key|secret_?key|private_?key|signing_?key|encryption_?key|credentials?)$/i;

/** Values under such a name that are no secret: a switch, or where it lies. */
const harmlessValue =
  /^(?:|true|false|yes|no|null|none|\/[\w./-]*|\$.*|<.*>)$/i;

/** A name in capitals, for something else to put the value in its place. */
const toBeReplaced = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){2,8}$/;

/** Whether a setting of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/([a-z])([A-Z])/g, '$1_$2'));
}

/** Whether a secret is given away by writing this value for this name. */
export function isSecretInClear(name: string, value: string): boolean {
  const written = value.trim();
  return (
    isSecretName(name) &&
    !harmlessValue.test(written) &&
    !toBeReplaced.test(written)
  );
}
