/** Names of environments that are made for one change. */
const previewName = /(?:^|[/_-])(?:previews?|review|pr|mr)(?:[/_-]|$)/i;

/** Names that differ from change to change. */
const ofOneChange =
  /github\.(?:event\.(?:number|pull_request)|head_ref)|CI_(?:MERGE_REQUEST_I?ID|COMMIT_REF_SLUG|COMMIT_REF_NAME)/;

/** Whether an environment is made for one change and taken away after it. */
export function isPreviewEnvironment(name: string): boolean {
  const short = name.slice(0, 200);
  return previewName.test(short) || ofOneChange.test(short);
}
