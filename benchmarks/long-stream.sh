#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A container archive far larger than memory through a pipe: shown and judged from standard input, in a small heap.
# The pages are a sparse file, so next to no disk space is needed. Prints wall time and the most memory the whole
# process had; the first line is the archiver alone, which no reader can beat.
# usage: long-stream.sh [GIB [HEAP]]; 20 and 64m by default; needs `mvn package` before.
set -euo pipefail

gib=${1:-20}
export CKPT_IMAGE_HEAP=${2:-64m}
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
tool=$root/ckpt-image
work="$here/target/long-stream"
rm -rf "$work"
mkdir -p "$work/checkpoint"
trap 'rm -rf "$work"' EXIT
cp "$root"/test-images/criu/a02-uid1000-groups5/* "$work/checkpoint"
truncate -s "${gib}G" "$work/checkpoint/pages-2.img"

archive() {
    tar -C "$work" -cf - checkpoint
}

# step NAME COMMAND...: runs it behind the archiver, samples the peak of its resident memory
step() {
    local name=$1 start peak=0 now
    shift
    start=$(date +%s%N)
    "$@" > "$work/out" < <(archive) &
    local pid=$!
    while now=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null) && [ -n "$now" ]; do
        peak=$now
        sleep 0.05
    done
    wait "$pid" || { echo "$name: failed with status $?" && exit 1; }
    printf '%-20s %7d ms, %4d MiB resident at most\n' "$name" $((($(date +%s%N) - start) / 1000000)) \
        $((peak / 1024))
}

echo "heap $CKPT_IMAGE_HEAP, $gib GiB of pages"
step "archiver alone" wc -c
step "show" "$tool" show --no-progress -
grep -q "uid 1000" "$work/out"
step "validate" "$tool" validate --no-progress -
cat "$work/out"
