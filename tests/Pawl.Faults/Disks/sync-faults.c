/* Stands before the C library's fsync and fdatasync. The file that SYNC_FAULTS names says what they do, and may change at any
   time: "slow 300" waits so many milliseconds first, "fail 5" fails with that errno, anything else does nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef int (*sync_function)(int);

static int sync_or_fail(const char *name, int file)
{
    const char *path = getenv("SYNC_FAULTS");
    FILE *orders = path ? fopen(path, "r") : NULL;
    int number = 0;

    if (orders) {
        if (fscanf(orders, "slow %d", &number) == 1) {
            struct timespec pause = { number / 1000, (number % 1000) * 1000000L };
            nanosleep(&pause, NULL);
            number = 0;
        } else if (fseek(orders, 0, SEEK_SET) != 0 || fscanf(orders, "fail %d", &number) != 1) {
            number = 0;
        }
        fclose(orders);
    }

    if (number) {
        errno = number;
        return -1;
    }
    return ((sync_function)dlsym(RTLD_NEXT, name))(file);
}

int fsync(int file) { return sync_or_fail("fsync", file); }
int fdatasync(int file) { return sync_or_fail("fdatasync", file); }
