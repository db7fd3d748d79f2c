#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Times the restart of many tasks, of a shell and its children, by the packaged command; as root.
#
#   restart.sh [TASKS [RUNS]]    default: 1000 tasks, 3 runs
set -euo pipefail

tasks=${1:-1000}
runs=${2:-3}
command=$(dirname "$0")/../ckpt-image
work=$(mktemp -d)
shell=

finish() {
    if [ -n "$shell" ]; then
        kill -KILL -- "-$shell"
        wait "$shell" || true
    fi 2>/dev/null
    rm -rf "$work"
}
trap finish EXIT

# a process group of its own, so that all of it can be ended; the last word tells that all are there
mkfifo "$work/ready"
setsid sh -c 'i=1; while [ $i -lt "$1" ]; do sleep 1000 & i=$((i + 1)); done; echo >"$2"; wait' \
    sh "$tasks" "$work/ready" &
shell=$!
read -r _ <"$work/ready"
"$command" checkpoint --tree -o "$work/image" "$shell"
for ((run = 1; run <= runs; run++)); do
    from=$(date +%s%N)
    made=$("$command" restart "$work/image" </dev/null | tail -n +2 | wc -l)
    echo "$made tasks in $((($(date +%s%N) - from) / 1000000)) ms, load $(cut -d' ' -f1 /proc/loadavg)"
done
