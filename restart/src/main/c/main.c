// SPDX-License-Identifier: Apache-2.0
/* ckpt-restart --check < plan, or ckpt-restart [SOCKET]: plan and orders come by stdin or by the socket. */
#include "task.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { EXIT_REFUSED = 2 };

static int connected(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (strlen(path) >= sizeof address.sun_path)
		return -1;
	strcpy(address.sun_path, path);
	return connect(fd, (struct sockaddr *)&address, sizeof address) ? -1 : fd;
}

int main(int argc, char **argv)
{
	int check = argc == 2 && !strcmp(argv[1], "--check"), in = 0;

	if (argc == 2 && !check) {
		in = out_fd = connected(argv[1]);
		if (in < 0) {
			perror("ckpt-restart: socket");
			return 1;
		}
	}
	if (!plan_read(in, check ? PLAN_ALONE : PLAN_THEN_RELEASE) || !plan_check())
		return EXIT_REFUSED;
	if (!check)
		return coordinate(in);
	line("ok");
	return 0;
}
