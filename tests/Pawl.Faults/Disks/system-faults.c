/* Stands before functions of the C library. The file that SYSTEM_FAULTS names says what they do, and may change at any time:
   "slow 300" has fsync and fdatasync wait so many milliseconds first, "fail 5" has them fail with that errno, "sockets 24" has
   socket fail with that errno, "clock 3600" sets the wall clock so many seconds ahead; anything else does nothing. Signal handlers
   ask for the time, so an order is read with nothing that they may not call. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int (*true_fsync)(int);
static int (*true_fdatasync)(int);
static int (*true_socket)(int, int, int);
static int (*true_clock_gettime)(clockid_t, struct timespec *);
static char path[4096];

__attribute__((constructor)) static void begin(void)
{
    true_fsync = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    true_fdatasync = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    true_socket = (int (*)(int, int, int))dlsym(RTLD_NEXT, "socket");
    true_clock_gettime = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");

    /* A copy: PostgreSQL writes its title over its first environment. */
    if (getenv("SYSTEM_FAULTS")) {
        strncpy(path, getenv("SYSTEM_FAULTS"), sizeof path - 1);
    }
}

/* The number that the present order gives, if it is this one; otherwise 0. */
static int number_of(const char *order)
{
    int error = errno;
    int file = path[0] ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    size_t word = strlen(order);
    char text[32] = "";

    if (file >= 0) {
        if (read(file, text, sizeof text - 1) < 0) {
            text[0] = '\0';
        }
        close(file);
    }
    errno = error;
    return strncmp(text, order, word) == 0 && text[word] == ' ' ? atoi(text + word + 1) : 0;
}

static int fails(const char *order)
{
    int error = number_of(order);

    if (error) {
        errno = error;
    }
    return error;
}

static int sync_or_fail(int (*true_sync)(int), int file)
{
    int milliseconds = number_of("slow");

    if (milliseconds) {
        struct timespec pause = { milliseconds / 1000, (milliseconds % 1000) * 1000000L };
        nanosleep(&pause, NULL);
    }
    return fails("fail") ? -1 : true_sync(file);
}

int fsync(int file) { return sync_or_fail(true_fsync, file); }
int fdatasync(int file) { return sync_or_fail(true_fdatasync, file); }

int socket(int domain, int type, int protocol) { return fails("sockets") ? -1 : true_socket(domain, type, protocol); }

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result;

    /* Somebody may ask before this library is begun. */
    if (!true_clock_gettime) {
        begin();
    }
    result = true_clock_gettime(clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += number_of("clock");
    }
    return result;
}

int gettimeofday(struct timeval *now, void *zone)
{
    struct timespec precise;
    int result = clock_gettime(CLOCK_REALTIME, &precise);

    (void)zone;
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return result;
}

time_t time(time_t *now)
{
    struct timespec precise;

    clock_gettime(CLOCK_REALTIME, &precise);
    if (now) {
        *now = precise.tv_sec;
    }
    return precise.tv_sec;
}
