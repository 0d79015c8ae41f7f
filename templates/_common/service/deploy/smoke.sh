#!/usr/bin/env bash
# Waits until a service runs the given version and no other, is ready, and does
# its work. A release goes to some pods first, so one answer proves little: twenty
# in a row have to name the version. Waits for 3 minutes, or as many as it is told.
#
#   deploy/smoke.sh https://service.example.com 3f2c1e0 30
set -euo pipefail

runs_only() {
  local url=$1 version=$2
  for _ in $(seq 1 20); do
    curl --silent --fail --max-time 5 "$url/healthz" |
      grep --quiet "\"version\": *\"$version\"" || return 1
  done
}

main() {
  local url=$1 version=$2 minutes=${3:-3}
  local end=$((SECONDS + minutes * 60))
  while ((SECONDS < end)); do
    if runs_only "$url" "$version"; then
      curl --silent --show-error --fail --max-time 5 "$url/readyz"
      curl --silent --show-error --fail --max-time 5 "$url/greetings/smoke-test"
      return 0
    fi
    sleep 3
  done
  echo "$url did not run version $version alone within $minutes minutes" >&2
  return 1
}

main "$@"
