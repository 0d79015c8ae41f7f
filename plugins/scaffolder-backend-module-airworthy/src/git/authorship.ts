/** Variables with which git commits in the name of somebody. */
export function authorship(author: {
  name: string;
  email: string;
}): Record<string, string> {
  const { name, email } = author;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
}
