#!/usr/bin/env bash
# Puts an environment back to its previous deployment. Running it twice brings
# the bad one back: the second time it undoes the first.
#
#   deploy/rollback.sh production
set -euo pipefail

main() {
  local branch="environments/$1"
  git fetch --quiet --depth=2 origin "$branch"
  git switch --quiet --detach FETCH_HEAD
  if ! git rev-parse --quiet --verify HEAD^ > /dev/null; then
    echo "$branch has no earlier deployment" >&2
    return 1
  fi
  git -c user.name=release -c user.email=release@users.noreply.${{ values.host }} \
    revert --no-edit HEAD
  git push --quiet origin "HEAD:refs/heads/$branch"
}

main "$@"
