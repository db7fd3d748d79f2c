/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walks a checkpoint image the plain way: one read(2) for each record header, one for each body. The yardstick of
 * whole-process.sh. Native byte order; prints the number of records and bytes.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>

#define TAIL 9001

struct header {
	uint32_t type;
	uint32_t len;
};

/* 1 if n bytes came, 0 at the end of the input, -1 if it ends or fails within them */
static int read_exactly(int fd, void *to, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t got = read(fd, (char *)to + done, n - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 && done == 0 ? 0 : -1;
		done += (size_t)got;
	}
	return 1;
}

static int walk(int fd)
{
	struct header h = { 0, 0 };
	unsigned long long records = 0, bytes = 0;
	size_t room = 1 << 16;
	char *body = malloc(room);

	while (body && h.type != TAIL) {
		if (read_exactly(fd, &h, sizeof(h)) != 1 || h.len < sizeof(h))
			break;
		size_t n = h.len - sizeof(h);

		if (n > room) {
			char *larger = realloc(body, n);

			if (!larger)
				break;
			body = larger;
			room = n;
		}
		if (n > 0 && read_exactly(fd, body, n) != 1)
			break;
		records++;
		bytes += h.len;
	}
	free(body);
	printf("%llu records, %llu bytes\n", records, bytes);
	return h.type == TAIL ? 0 : 1;
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: walk IMAGE\n");
		return 2;
	}
	int fd = open(argv[1], O_RDONLY);

	if (fd < 0) {
		fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
		return 2;
	}
	return walk(fd);
}
