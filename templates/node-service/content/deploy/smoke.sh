#!/usr/bin/env bash
# Waits until a service runs the given version, is ready, and does its work.
#
#   deploy/smoke.sh https://service.example.com 3f2c1e0
set -euo pipefail

main() {
  local url=$1 version=$2
  for _ in $(seq 1 60); do
    if curl --silent --fail --max-time 5 "$url/healthz" | grep --quiet "\"version\":\"$version\""; then
      curl --silent --show-error --fail --max-time 5 "$url/readyz"
      curl --silent --show-error --fail --max-time 5 "$url/greetings/smoke-test"
      return 0
    fi
    sleep 3
  done
  echo "$url did not run version $version within 3 minutes" >&2
  return 1
}

main "$@"
