// SPDX-License-Identifier: Apache-2.0
/* Tells what a SysV IPC object holds: ipcread shm|msg|sem ID FILE; the exit code is the errno. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

static int shared(int id, FILE *out)
{
	struct shmid_ds ds;
	char *memory = shmat(id, NULL, SHM_RDONLY);

	if (memory == (void *)-1 || shmctl(id, IPC_STAT, &ds))
		return errno;
	fwrite(memory, 1, ds.shm_segsz, out);
	return 0;
}

static int messages(int id, FILE *out)
{
	struct { long type; char text[8192]; } message;
	ssize_t length;

	while ((length = msgrcv(id, &message, sizeof message.text, 0, IPC_NOWAIT)) >= 0)
		fprintf(out, "%ld:%.*s\n", message.type, (int)length, message.text);
	return errno == ENOMSG ? 0 : errno;
}

static int semaphores(int id, FILE *out)
{
	struct semid_ds ds;

	if (semctl(id, 0, IPC_STAT, &ds))
		return errno;
	for (unsigned long i = 0; i < ds.sem_nsems; i++)
		fprintf(out, "%d\n", semctl(id, i, GETVAL));
	return 0;
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 255;
	int id = atoi(argv[2]);
	FILE *out = fopen(argv[3], "w");
	if (!out)
		return 254;
	int err = !strcmp(argv[1], "shm") ? shared(id, out) : !strcmp(argv[1], "msg") ? messages(id, out)
		: semaphores(id, out);
	fclose(out);
	return err;
}
