#!/usr/bin/env bash
# Makes an environment run an image: records it on the branch that Argo CD
# follows. The branch has one commit for each deployment.
#
#   deploy/promote.sh staging ghcr.io/example/service@sha256:...
set -euo pipefail

main() {
  local environment=$1 image=$2
  local branch="environments/$environment"
  local commit
  commit=$(git rev-parse HEAD)

  if git fetch --quiet --depth=1 origin "$branch"; then
    git switch --quiet --detach FETCH_HEAD
  else
    git switch --quiet --orphan "$branch"
  fi
  # The manifests of the commit that the image was built from.
  git restore --source="$commit" --staged --worktree -- deploy observability
  (cd "deploy/overlays/$environment" && kustomize edit set image "service=$image")

  git add deploy observability
  git -c user.name=release -c user.email=release@users.noreply.${{ values.host }} \
    commit --quiet --allow-empty --message "deploy: $commit"
  git push --quiet origin "HEAD:refs/heads/$branch"
}

# Read to the end before it runs: switching branches replaces this file.
main "$@"
