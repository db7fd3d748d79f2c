#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Conversions of a page-heavy image in a small heap: each has to end well, and what comes back has to be the image.
# Prints wall time and the most memory the whole process had. A step that does not fit ends with status 3.
# usage: bounded-heap.sh [PAGES [HEAP]]; 262144 pages (1 GiB) and 64m by default; needs `mvn package` before, and
# about six times the image in disk space under benchmarks/target.
set -euo pipefail

pages=${1:-262144}
export CKPT_IMAGE_HEAP=${2:-64m}
here=$(cd "$(dirname "$0")" && pwd)
tool=$(dirname "$here")/ckpt-image
work="$here/target/bounded-heap"
rm -rf "$work"
mkdir -p "$work"
cd "$work"
trap 'rm -rf "$work"' EXIT
export TMPDIR=$work JDK_JAVA_OPTIONS="-Djava.io.tmpdir=$work"

java -XX:+UseSerialGC -cp "$here/target/benchmarks.jar" org.ckptimage.benchmarks.BigImages \
    page-heavy "$pages" 42 image.ckpt

# step NAME COMMAND...: runs it, samples the peak of its resident memory
step() {
    local name=$1 start peak=0 now
    shift
    start=$(date +%s%N)
    "$@" 2>>log &
    local pid=$!
    while now=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null) && [ -n "$now" ]; do
        peak=$now
        sleep 0.05
    done
    wait "$pid" || { echo "$name: failed with status $?" && cat log && exit 1; }
    printf '%-28s %7d ms, %4d MiB resident at most\n' "$name" $((($(date +%s%N) - start) / 1000000)) \
        $((peak / 1024))
}

echo "heap $CKPT_IMAGE_HEAP, $(stat -c %s image.ckpt) bytes"
for form in json jsonl yaml; do
    step "image to $form" "$tool" convert --no-progress image.ckpt "text.$form"
    step "$form to image" "$tool" convert --no-progress "text.$form" back.ckpt
    cmp image.ckpt back.ckpt
    rm -f "text.$form" back.ckpt
done
step "image to json, pages=ref" "$tool" convert --no-progress --pages=ref image.ckpt text.json
step "json, pages=ref, to image" "$tool" convert --no-progress --pages=ref text.json back.ckpt
cmp image.ckpt back.ckpt
rm -f text.json back.ckpt
step "to v23-rc2" "$tool" convert --no-progress --version=v23-rc2 image.ckpt other.ckpt
step "diff with that" "$tool" diff --no-progress image.ckpt other.ckpt
step "dedup" "$tool" convert --no-progress --dedup image.ckpt back.ckpt
step "anonymize" "$tool" anonymize --force image.ckpt back.ckpt
rm -f back.ckpt other.ckpt
for kind in gz zst lz4; do
    step "compress to $kind" "$tool" convert --no-progress image.ckpt "image.ckpt.$kind"
    step "diff with $kind" "$tool" diff --no-progress image.ckpt "image.ckpt.$kind"
    rm -f "image.ckpt.$kind"
done
