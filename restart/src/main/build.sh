#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds both programs for each architecture that a compiler is here for: build.sh DIRECTORY
set -eu
source=$(dirname "$0")
out=$1
here=$(uname -m)

build() { # compiler, architecture
    if ! command -v "$1" >/dev/null 2>&1; then
        echo "notice: no $1 here: the jar will have no ckpt-restart and no ckpt-capture for linux-$2"
        return 0
    fi
    mkdir -p "$out/linux-$2"
    program "$1" "$out/linux-$2/ckpt-restart" "$source/c"
    program "$1" "$out/linux-$2/ckpt-capture" "$source/c-capture"
}

program() { # compiler, program, sources
    "$1" -std=c11 -O2 -Wall -Wextra -Werror -static -s -o "$2" "$3"/*.c
}

build "${CC:-cc}" "$here"
for other in x86_64 aarch64; do
    [ "$other" = "$here" ] || build "$other-linux-gnu-gcc" "$other"
done
