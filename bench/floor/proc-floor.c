/*
 * The least a process table can cost: CPU time per sample, in microseconds, of
 *
 *     proc-floor stat N     reading and parsing /proc/<pid>/stat of every process, N times
 *     proc-floor ps N       running ps for the same columns, N times
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double cpu_us(int who) {
  struct rusage use;
  getrusage(who, &use);
  return (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e6 + use.ru_utime.tv_usec + use.ru_stime.tv_usec;
}

/* Sums what a sample needs, so that the compiler cannot leave it out. */
static unsigned long long read_stat(int proc, const char *pid) {
  static char text[4096];
  char path[64];
  unsigned long long sum = 0;
  snprintf(path, sizeof path, "%s/stat", pid);
  int file = openat(proc, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return 0;
  text[length] = 0;
  char *at = strrchr(text, ')');
  if (!at) return 0;
  at += 2;
  for (int field = 3; field <= 28 && *at; field++) {
    if (field == 3) at++;
    else if (field == 4 || field == 9 || (field >= 14 && field <= 17) || field == 22 || field == 24 || field == 28) {
      sum += strtoull(at, &at, 10);
    } else {
      while (*at && *at != ' ') at++;
    }
    if (*at) at++;
  }
  return sum;
}

static unsigned long long sample(void) {
  unsigned long long sum = 0;
  DIR *folder = opendir("/proc");
  struct dirent *entry;
  while ((entry = readdir(folder))) {
    if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9') sum += read_stat(dirfd(folder), entry->d_name);
  }
  closedir(folder);
  return sum;
}

static void run_ps(void) {
  pid_t child = fork();
  if (child == 0) {
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    execlp("ps", "ps", "-eo", "pid,ppid,rss,cputimes,etimes,comm", (char *)0);
    _exit(127);
  }
  int status = 1;
  if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) exit(1);
}

int main(int count, char **words) {
  if (count != 3) return 64;
  int ps = strcmp(words[1], "ps") == 0, times = atoi(words[2]);
  volatile unsigned long long sum = 0;
  if (ps) run_ps(); else sum += sample();
  int who = ps ? RUSAGE_CHILDREN : RUSAGE_SELF;
  double before = cpu_us(who);
  for (int i = 0; i < times; i++) {
    if (ps) run_ps(); else sum += sample();
  }
  printf("%.1f\n", (cpu_us(who) - before) / times);
  return 0;
}
