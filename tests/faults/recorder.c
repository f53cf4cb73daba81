/* Writes down, in their order, all writes and syncs of the files in one folder, so that it can be
 * told afterwards what a machine would find there whose power failed at any moment. It is put
 * before the C library of the process under test:
 *
 *   cc -shared -fPIC -O1 -o recorder.so recorder.c
 *   RECORDED_FOLDER=/some/folder RECORD=/some/record LD_PRELOAD=./recorder.so program
 *
 * Each line of the record is one thing: what, the file's name, and then, as it has them, offset,
 * length, and so many bytes after the line:
 *
 *   W name offset length    written        T name length    cut to that length
 *   S name                  synced         U name           removed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 1024

/* The name of each open file in the folder, and nothing for all others. */
static char *names[MOST_FILES];
static const char *folder;
static int record = -1;
/* Held while a thing happens and is written down, so that the record has the true order. */
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static ssize_t plain_write(int fd, const void *bytes, size_t length)
{
    REAL(write);
    return real(fd, bytes, length);
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("RECORD");
    folder = getenv("RECORDED_FOLDER");
    if (!path || !folder)
        return;
    REAL(open);
    record = real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (record < 0)
        abort();
}

/* The part of a path that follows the folder, or nothing. */
static const char *inside(const char *path)
{
    size_t length = folder ? strlen(folder) : 0;
    if (record < 0 || strncmp(path, folder, length) != 0 || path[length] != '/')
        return NULL;
    return path + length + 1;
}

static const char *name_of(int fd)
{
    return record >= 0 && fd >= 0 && fd < MOST_FILES ? names[fd] : NULL;
}

static void note(const char *line, const void *bytes, size_t length)
{
    if (plain_write(record, line, strlen(line)) < 0)
        abort();
    while (length > 0) {
        ssize_t written = plain_write(record, bytes, length);
        if (written <= 0)
            abort();
        bytes = (const char *)bytes + written;
        length -= (size_t)written;
    }
}

static void note_write(int fd, const void *bytes, ssize_t length, off_t offset)
{
    char line[PATH_MAX + 64];
    snprintf(line, sizeof line, "W %s %lld %zd\n", names[fd], (long long)offset, length);
    note(line, bytes, (size_t)length);
}

static int opened(int fd, const char *path, int flags)
{
    const char *name = inside(path);
    if (fd < 0 || fd >= MOST_FILES)
        return fd;
    pthread_mutex_lock(&order);
    free(names[fd]);
    names[fd] = name ? strdup(name) : NULL;
    if (name && (flags & O_TRUNC)) {
        char line[PATH_MAX + 16];
        snprintf(line, sizeof line, "T %s 0\n", name);
        note(line, NULL, 0);
    }
    pthread_mutex_unlock(&order);
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return opened(real(path, flags, mode), path, flags); \
    }
OPEN(open)
OPEN(open64)

int close(int fd)
{
    REAL(close);
    if (name_of(fd)) {
        pthread_mutex_lock(&order);
        free(names[fd]);
        names[fd] = NULL;
        pthread_mutex_unlock(&order);
    }
    return real(fd);
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    if (!name_of(fd))
        return plain_write(fd, bytes, length);
    pthread_mutex_lock(&order);
    ssize_t written = plain_write(fd, bytes, length);
    /* Where it went, also for files that are only appended to. */
    if (written > 0)
        note_write(fd, bytes, written, lseek(fd, 0, SEEK_CUR) - written);
    pthread_mutex_unlock(&order);
    return written;
}

#define PWRITE(name, offset_type) \
    ssize_t name(int fd, const void *bytes, size_t length, offset_type offset) \
    { \
        REAL(name); \
        if (!name_of(fd)) \
            return real(fd, bytes, length, offset); \
        pthread_mutex_lock(&order); \
        ssize_t written = real(fd, bytes, length, offset); \
        if (written > 0) \
            note_write(fd, bytes, written, offset); \
        pthread_mutex_unlock(&order); \
        return written; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, length_type) \
    int name(int fd, length_type length) \
    { \
        REAL(name); \
        if (!name_of(fd)) \
            return real(fd, length); \
        pthread_mutex_lock(&order); \
        int cut = real(fd, length); \
        char line[PATH_MAX + 64]; \
        snprintf(line, sizeof line, "T %s %lld\n", names[fd], (long long)length); \
        if (cut == 0) \
            note(line, NULL, 0); \
        pthread_mutex_unlock(&order); \
        return cut; \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
    int name(int fd) \
    { \
        REAL(name); \
        if (!name_of(fd)) \
            return real(fd); \
        pthread_mutex_lock(&order); \
        int synced = real(fd); \
        char line[PATH_MAX + 16]; \
        snprintf(line, sizeof line, "S %s\n", names[fd]); \
        if (synced == 0) \
            note(line, NULL, 0); \
        pthread_mutex_unlock(&order); \
        return synced; \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path)
{
    REAL(unlink);
    const char *name = inside(path);
    if (!name)
        return real(path);
    pthread_mutex_lock(&order);
    int removed = real(path);
    char line[PATH_MAX + 16];
    snprintf(line, sizeof line, "U %s\n", name);
    if (removed == 0)
        note(line, NULL, 0);
    pthread_mutex_unlock(&order);
    return removed;
}
