#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Whole-process figures: validate of an image of 100,000 tasks against a C program that walks it with two reads a
# record. Interleaved runs, median of wall and CPU (user + system) time, in milliseconds, and the ratio.
# usage: whole-process.sh [RUNS [TASKS]]; needs `mvn package` before, a C compiler, and awk.
#   JAVA_OPTIONS   run the jar by java with these options instead of the launcher
set -euo pipefail

runs=${1:-9}
tasks=${2:-100000}
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
work="$here/target/whole-process"
image="$work/tasks-$tasks.ckpt"
mkdir -p "$work"

${CC:-cc} -O2 -Wall -Wextra -o "$work/walk" "$here/src/main/c/walk.c"
if [ ! -f "$image" ]; then
    java -XX:+UseSerialGC -cp "$here/target/benchmarks.jar" org.ckptimage.benchmarks.BigImages \
        many-tasks "$tasks" 42 "$image.part"
    mv "$image.part" "$image"
fi
if [ -z "${JAVA_OPTIONS:-}" ] && [ -x "$root/ckpt-image" ]; then
    validate=("$root/ckpt-image" validate "$image")
else
    # shellcheck disable=SC2206 # several options in one variable
    validate=(java ${JAVA_OPTIONS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC} -jar "$root/tools/target/ckpt-image.jar"
        validate "$image")
fi
walk=("$work/walk" "$image")

# timed NAME COMMAND...: appends "wall cpu" in ms to a file
timed() {
    local name=$1
    shift
    TIMEFORMAT='%3R %3U %3S'
    { time "$@" >"$work/$name.out" 2>&1; } 2>"$work/$name.time"
    awk '{ printf "%.0f %.0f\n", $1 * 1000, ($2 + $3) * 1000 }' "$work/$name.time" >>"$work/$name.ms"
}

median() {
    cut -d' ' -f"$2" "$work/$1.ms" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

"${walk[@]}"
"${validate[@]}"
rm -f "$work"/*.ms
for _ in $(seq "$runs"); do
    timed walk "${walk[@]}"
    timed validate "${validate[@]}"
done
for name in walk validate; do
    echo "$name: wall $(median $name 1) ms, cpu $(median $name 2) ms (median of $runs)"
done
awk -v v="$(median validate 1)" -v w="$(median walk 1)" -v vc="$(median validate 2)" -v wc="$(median walk 2)" \
    'BEGIN { printf "validate / walk: wall %.2f, cpu %.2f\n", v / w, vc / wc }'
