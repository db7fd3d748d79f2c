// SPDX-License-Identifier: Apache-2.0
/* How a request is said to have failed. */
#define _GNU_SOURCE
#include "capture.h"

#include <stdio.h>
#include <string.h>

void tell_error(const char *request, pid_t pid, int err)
{
	const char *name = strerrorname_np(err);

	printf("error %s %d %d %s\n", request, pid, err, name ? name : "EUNKNOWN");
}
