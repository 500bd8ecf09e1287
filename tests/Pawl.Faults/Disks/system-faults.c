/* Stands before functions of the C library. The file that SYSTEM_FAULTS names says what they do, and may change at any time:
   "slow 300" has fsync and fdatasync wait so many milliseconds first, "fail 5" has them fail with that errno, "sockets 24" has
   socket fail with that errno; anything else does nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef int (*sync_function)(int);
typedef int (*socket_function)(int, int, int);

/* The number that the present order gives, if it is this one; otherwise 0. */
static int number_of(const char *order)
{
    const char *path = getenv("SYSTEM_FAULTS");
    FILE *orders = path ? fopen(path, "r") : NULL;
    char word[16];
    int number = 0;

    if (orders) {
        if (fscanf(orders, "%15s %d", word, &number) != 2 || strcmp(word, order) != 0) {
            number = 0;
        }
        fclose(orders);
    }
    return number;
}

static int sync_or_fail(const char *name, int file)
{
    int milliseconds = number_of("slow");
    int error = number_of("fail");

    if (milliseconds) {
        struct timespec pause = { milliseconds / 1000, (milliseconds % 1000) * 1000000L };
        nanosleep(&pause, NULL);
    }
    if (error) {
        errno = error;
        return -1;
    }
    return ((sync_function)dlsym(RTLD_NEXT, name))(file);
}

int fsync(int file) { return sync_or_fail("fsync", file); }
int fdatasync(int file) { return sync_or_fail("fdatasync", file); }

int socket(int domain, int type, int protocol)
{
    int error = number_of("sockets");

    if (error) {
        errno = error;
        return -1;
    }
    return ((socket_function)dlsym(RTLD_NEXT, "socket"))(domain, type, protocol);
}
