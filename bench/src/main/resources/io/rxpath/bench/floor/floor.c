// The least a receiver can do: recvmmsg, read the software stamp, read the clock. What it measures goes into the same
// buckets as the others' histograms. Its parent sees the count and asks for the end through a page of shared memory.
//
// floor ENGINE VLEN GROUP PORT DEVICE CPU WINDOW_USECS RCVBUF WARM_UP_NS DRAIN_GROUP LIFE_SECONDS PAGE
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/net_tstamp.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#ifndef SO_PREFER_BUSY_POLL
#define SO_PREFER_BUSY_POLL 69
#endif
#ifndef SO_TIMESTAMPING_NEW
#define SO_TIMESTAMPING_NEW 65
#endif
// linux/eventpoll.h, since 6.9; named apart, because some C libraries have it already.
struct floor_epoll_params {
    uint32_t busy_poll_usecs;
    uint16_t busy_poll_budget;
    uint8_t prefer_busy_poll;
    uint8_t pad;
};
#define FLOOR_EPIOCSPARAMS _IOW(0x8A, 0x01, struct floor_epoll_params)

enum { MOST = 64, BYTES = 2048, CONTROL = 256, TRAILER = 32, LATE_NS = 5000, SLEEP_US = 20000,
       HOLD_NS = 1000000, CPU_EVERY_NS = 1000000 };
static const uint64_t MAGIC = UINT64_C(0x0002687461707872);

// What parent and child share.
struct page {
    volatile uint64_t received;
    volatile uint64_t stop;
};

// As HdrHistogram with three digits: 2,048 values each to themselves, then 1,024 buckets for each doubling.
enum { HALF = 1024, ROWS = 54 };
struct histogram {
    uint64_t counts[(ROWS + 1) * HALF];
};

static struct histogram due_to_app, stamp_to_app;
static struct mmsghdr messages[MOST];
static struct iovec vectors[MOST];
static char payloads[MOST][BYTES];
static char controls[MOST][CONTROL] __attribute__((aligned(8)));
static uint64_t received, unstamped, late;
// As the others' LatencyRecorder: when the first packet came, and what the thread has used since the warm-up.
static int64_t first_ns = -1, cpu_start_ns = -1, wall_start_ns, cpu_end_ns = -1, wall_end_ns, cpu_read_at_ns;
// As the others' DrainMeter.
static uint64_t drain_group, drained;
// Where queues are drained no latency is recorded, but the stamp is read all the same.
static volatile int64_t drained_stamp;
static int64_t drain_ns, drain_began_ns = -1;

static void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static int64_t now_ns(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static inline void record(struct histogram *histogram, int64_t value_ns) {
    uint64_t value = value_ns < 0 ? 0 : (uint64_t) value_ns;
    int shift = 53 - __builtin_clzll(value | 2047);
    histogram->counts[shift * HALF + (value >> shift)]++;
}

static void print(const char *name, const struct histogram *histogram) {
    printf("histogram %s\n", name);
    for (int i = 0; i < (ROWS + 1) * HALF; i++) {
        if (histogram->counts[i] != 0) {
            int shift = i < 2 * HALF ? 0 : i / HALF - 1;
            printf("%" PRIu64 " %" PRIu64 "\n", (uint64_t) (i - shift * HALF) << shift, histogram->counts[i]);
        }
    }
}

static inline int64_t stamp_ns(struct msghdr *header) {
    for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c != NULL; c = CMSG_NXTHDR(header, c)) {
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SO_TIMESTAMPING_NEW) {
            int64_t software[2];
            memcpy(software, CMSG_DATA(c), sizeof software);
            return software[0] * INT64_C(1000000000) + software[1];
        }
    }
    return 0;
}

static void set(int fd, int level, int option, int value, const char *name) {
    if (setsockopt(fd, level, option, &value, sizeof value) < 0) {
        fail(name);
    }
}

static void arm_messages(void) {
    for (int i = 0; i < MOST; i++) {
        vectors[i].iov_base = payloads[i];
        vectors[i].iov_len = BYTES;
        messages[i].msg_hdr.msg_iov = &vectors[i];
        messages[i].msg_hdr.msg_iovlen = 1;
        messages[i].msg_hdr.msg_control = controls[i];
        messages[i].msg_hdr.msg_controllen = CONTROL;
    }
}

static inline void drain(uint64_t sequence) {
    uint64_t place = sequence % drain_group;
    if (place == 0) {
        int64_t until_ns = now_ns(CLOCK_MONOTONIC) + HOLD_NS;
        while (now_ns(CLOCK_MONOTONIC) < until_ns) {
        }
        drain_began_ns = now_ns(CLOCK_THREAD_CPUTIME_ID);
    } else if (place == drain_group - 1 && drain_began_ns >= 0) {
        drain_ns += now_ns(CLOCK_THREAD_CPUTIME_ID) - drain_began_ns;
        drained += drain_group - 1;
        drain_began_ns = -1;
    }
}

static inline bool is_warm_up(int64_t app_ns, int64_t warm_up_ns) {
    if (cpu_start_ns >= 0) {
        return false;
    }
    if (first_ns < 0) {
        first_ns = app_ns;
    }
    if (app_ns - first_ns < warm_up_ns) {
        return true;
    }
    cpu_start_ns = now_ns(CLOCK_THREAD_CPUTIME_ID);
    wall_start_ns = now_ns(CLOCK_MONOTONIC);
    return false;
}

static inline void take(int count, int64_t warm_up_ns) {
    int64_t app_ns = now_ns(CLOCK_REALTIME);
    bool warm_up = is_warm_up(app_ns, warm_up_ns);
    received += (uint64_t) count;
    for (int i = 0; i < count; i++) {
        int64_t stamp = stamp_ns(&messages[i].msg_hdr);
        messages[i].msg_hdr.msg_controllen = CONTROL;
        if (warm_up) {
            continue;
        }
        if (drain_group != 0) {
            drained_stamp = stamp;
        } else if (stamp != 0) {
            record(&stamp_to_app, app_ns - stamp);
        }
        uint64_t trailer[4];
        if (messages[i].msg_len < TRAILER) {
            unstamped++;
            continue;
        }
        memcpy(trailer, payloads[i] + messages[i].msg_len - TRAILER, TRAILER);
        if (trailer[0] != MAGIC) {
            unstamped++;
            continue;
        }
        if (drain_group != 0) {
            drain(trailer[1]);
        } else if ((int64_t) (trailer[2] - trailer[3]) > LATE_NS) {
            late++;
        } else {
            record(&due_to_app, app_ns - (int64_t) trailer[3]);
        }
    }
    if (!warm_up && drain_group == 0 && app_ns - cpu_read_at_ns >= CPU_EVERY_NS) {
        cpu_read_at_ns = app_ns;
        cpu_end_ns = now_ns(CLOCK_THREAD_CPUTIME_ID);
        wall_end_ns = now_ns(CLOCK_MONOTONIC);
    }
}

int main(int argc, char **argv) {
    if (argc != 13) {
        fprintf(stderr, "floor: 12 arguments are wanted\n");
        return 2;
    }
    const char *engine = argv[1];
    int vlen = atoi(argv[2]);
    const char *device = argv[5];
    int window_usecs = atoi(argv[7]);
    int64_t warm_up_ns = strtoll(argv[9], NULL, 10);
    drain_group = strtoull(argv[10], NULL, 10);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm((unsigned) atoi(argv[11]));

    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(atoi(argv[6]), &cpus);
    if (sched_setaffinity(0, sizeof cpus, &cpus) < 0) {
        fail("sched_setaffinity");
    }
    int file = open(argv[12], O_RDWR | O_CLOEXEC);
    struct page *page = file < 0 ? MAP_FAILED
                                 : mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (page == MAP_FAILED) {
        fail(argv[12]);
    }

    int spinning = strcmp(engine, "spinning") == 0;
    int polled = strcmp(engine, "epoll") == 0;
    if (vlen < 1 || vlen > MOST || (!spinning && !polled && strcmp(engine, "blocking") != 0)) {
        fprintf(stderr, "floor: no such engine or vector length: %s %d\n", engine, vlen);
        return 2;
    }
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        fail("socket");
    }
    set(fd, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR");
    set(fd, SOL_SOCKET, SO_RCVBUFFORCE, atoi(argv[8]), "SO_RCVBUFFORCE");
    set(fd, SOL_SOCKET, SO_TIMESTAMPING_NEW, SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE,
        "SO_TIMESTAMPING_NEW");
    if (!polled) {
        set(fd, SOL_SOCKET, SO_BUSY_POLL, window_usecs, "SO_BUSY_POLL");
        set(fd, SOL_SOCKET, SO_PREFER_BUSY_POLL, 1, "SO_PREFER_BUSY_POLL");
    }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t) atoi(argv[4]))};
    struct ip_mreqn request = {.imr_ifindex = (int) if_nametoindex(device)};
    if (inet_pton(AF_INET, argv[3], &address.sin_addr) != 1 || request.imr_ifindex == 0) {
        fail("the group or the device");
    }
    request.imr_multiaddr = address.sin_addr;
    if (bind(fd, (struct sockaddr *) &address, sizeof address) < 0) {
        fail("bind");
    }
    if (setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &request, sizeof request) < 0) {
        fail("IP_ADD_MEMBERSHIP");
    }
    struct timeval timeout = {.tv_usec = SLEEP_US};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout) < 0) {
        fail("SO_RCVTIMEO");
    }
    int epoll = -1;
    if (polled) {
        epoll = epoll_create1(EPOLL_CLOEXEC);
        struct floor_epoll_params params = {(uint32_t) window_usecs, 8, 1, 0};
        struct epoll_event event = {.events = EPOLLIN};
        if (ioctl(epoll, FLOOR_EPIOCSPARAMS, &params) < 0) {
            fail("EPIOCSPARAMS");
        }
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) {
            fail("epoll_ctl");
        }
    }
    arm_messages();
    memset(&due_to_app, 0, sizeof due_to_app);
    memset(&stamp_to_app, 0, sizeof stamp_to_app);
    printf("ready\n");
    fflush(stdout);

    int flags = spinning || polled ? MSG_DONTWAIT : MSG_WAITFORONE;
    while (!page->stop) {
        if (polled) {
            struct epoll_event ready;
            int n = epoll_wait(epoll, &ready, 1, SLEEP_US / 1000);
            if (n <= 0) {
                if (n < 0 && errno != EINTR) {
                    fail("epoll_wait");
                }
                continue;
            }
        }
        int count = recvmmsg(fd, messages, (unsigned) vlen, flags, NULL);
        if (count > 0) {
            take(count, warm_up_ns);
            page->received = received;
        } else if (count < 0 && errno != EAGAIN && errno != EINTR) {
            fail("recvmmsg");
        }
    }
    printf("received %" PRIu64 "\nunstamped %" PRIu64 "\nlate %" PRIu64 "\n", received, unstamped, late);
    printf("cpu_ns %" PRId64 "\nwall_ns %" PRId64 "\n", cpu_end_ns < 0 ? -1 : cpu_end_ns - cpu_start_ns,
           cpu_end_ns < 0 ? 0 : wall_end_ns - wall_start_ns);
    printf("drain_ns %" PRId64 "\ndrained %" PRIu64 "\n", drain_ns, drained);
    print("due_to_app", &due_to_app);
    print("stamp_to_app", &stamp_to_app);
    printf("end\n");
    return 0;
}
