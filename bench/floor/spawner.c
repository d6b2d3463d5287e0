/*
 * spawner N: keeps N sleeping processes alive, as a desktop has them (every 20th with 30 threads, every fifth with 10), until
 * its input ends. Prints a line once all are there.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static void *sleep_for_ever(void *nothing) {
  for (;;) pause();
  return nothing;
}

static void be_child(int index, int ready) {
  char name[16];
  snprintf(name, sizeof name, "bench (%d)", index % 60);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_NAME, name);
  char *memory = malloc(1 << 18);
  memset(memory, index, 1 << 18);
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 65536);
  int threads = index % 20 == 0 ? 30 : index % 5 == 0 ? 10 : 1;
  for (int i = 1; i < threads; i++) {
    pthread_t thread;
    pthread_create(&thread, &small, sleep_for_ever, 0);
  }
  if (write(ready, "x", 1) != 1) _exit(1);
  sleep_for_ever(memory);
}

int main(int count, char **words) {
  int ready[2], many = count > 1 ? atoi(words[1]) : 400;
  char byte;
  if (pipe(ready)) return 1;
  for (int i = 0; i < many; i++) {
    pid_t child = fork();
    if (child < 0) return 1;
    if (child == 0) be_child(i, ready[1]);
  }
  for (int i = 0; i < many; i++) if (read(ready[0], &byte, 1) != 1) return 1;
  printf("ready\n");
  fflush(stdout);
  while (read(0, &byte, 1) > 0) {}
  return 0;
}
