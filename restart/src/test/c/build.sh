#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the judge of plans under sanitizers, a process to capture, and one that reads IPC objects:
# build.sh DIRECTORY
set -eu
source=$(dirname "$0")
main=$source/../../main/c
if ! command -v "${CC:-cc}" >/dev/null 2>&1; then
    echo "notice: no ${CC:-cc} here: plans will not be judged under sanitizers, nor processes captured"
    exit 0
fi
mkdir -p "$1"
"${CC:-cc}" -std=c11 -O1 -g -Wall -Wextra -Werror -fsanitize=address,undefined -fno-sanitize-recover=all \
    -I "$main" -o "$1/judge" "$source/judge.c" "$main/plan.c" "$main/report.c"
"${CC:-cc}" -std=c11 -O1 -Wall -Wextra -Werror -pthread -o "$1/target" "$source/target.c"
"${CC:-cc}" -std=c11 -O1 -Wall -Wextra -Werror -D_GNU_SOURCE -o "$1/ipcread" "$source/ipcread.c"
