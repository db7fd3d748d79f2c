// SPDX-License-Identifier: Apache-2.0
#ifndef CKPT_COORDINATOR_H
#define CKPT_COORDINATOR_H

/* Carries out the plan; orders come by the descriptor. 0 if all tasks were released. */
int coordinate(int fd);

#endif
