package io.rxpath.linux.tracing;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.PrivateNetwork;
import io.rxpath.linux.proc.ProcFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracefsTest {
    private static final Path MOUNTS = Path.of("/proc/thread-self/mountinfo");

    private static void assumeOpens() {
        try {
            Tracefs.onOwnThread(Tracefs::root);
        } catch (LinuxException e) {
            assertTrue(e.getMessage().contains("tracefs"), e.getMessage());
            assumeTrue(false, e.getMessage());
        }
    }

    @Test
    void theKernelsEventsAreFound() {
        assumeOpens();
        onThread(() -> {
            Tracefs tracefs = Tracefs.open();
            assertTrue(tracefs.hasEvent("napi", "napi_poll"));
            EventFormat format = tracefs.format("napi", "napi_poll");
            assertEquals(tracefs.eventId("napi", "napi_poll"), format.id());
            assertEquals("napi_poll", format.name());
            assertEquals(2, format.offset("common_flags"));
            assertEquals(4, format.field("budget").size());
            assertTrue(format.field("dev_name").isDataLocation());
            assertEquals(8, tracefs.format("net", "napi_gro_receive_entry").field("skbaddr").size());
        });
    }

    @Test
    void everyFormatOfThisKernelIsUnderstoodWhole() {
        assumeOpens();
        onThread(() -> {
            Tracefs tracefs = Tracefs.open();
            int formats = 0;
            for (String system : List.of("net", "napi", "sched", "irq", "timer", "raw_syscalls", "skb",
                    "sock", "irq_vectors", "signal", "sunrpc")) {
                Path folder = tracefs.root().resolve("events").resolve(system);
                if (!Files.isDirectory(folder)) {
                    continue;
                }
                try (Stream<Path> events = Files.list(folder)) {
                    for (Path event : events.filter(Files::isDirectory).toList()) {
                        String name = event.getFileName().toString();
                        EventFormat format = tracefs.format(system, name);
                        String text = ProcFile.read(event.resolve("format"));
                        long lines = text.lines().filter(line -> line.startsWith("\tfield:")).count();
                        assertEquals(lines, format.fields().size(), text);
                        assertEquals(name, format.name());
                        formats++;
                    }
                }
            }
            assertTrue(formats > 50, formats + " formats");
        });
    }

    @Test
    void aPrivateMountStaysPrivate() throws Exception {
        assumeOpens();
        String before = ProcFile.read(MOUNTS);
        Path namespace = Files.readSymbolicLink(Path.of("/proc/thread-self/ns/mnt"));
        assertEquals(Boolean.TRUE, Tracefs.onOwnThread(tracefs -> tracefs.hasEvent("sched", "sched_switch")));
        assertEquals(before, ProcFile.read(MOUNTS));
        assertEquals(namespace, Files.readSymbolicLink(Path.of("/proc/thread-self/ns/mnt")));
    }

    @Test
    void aMissingEventIsASentence() {
        assumeOpens();
        LinuxException missing = assertThrows(LinuxException.class,
                () -> Tracefs.onOwnThread(tracefs -> tracefs.eventId("napi", "napi_pool")));
        assertTrue(missing.is(Errno.ENOENT));
        assertTrue(missing.getMessage().endsWith("this kernel has no tracepoint napi:napi_pool"),
                missing.getMessage());
        assertEquals(Boolean.FALSE, Tracefs.onOwnThread(tracefs -> tracefs.hasEvent("napi", "napi_pool")));
        for (String name : List.of("", "..", "a/b", ".")) {
            assertThrows(IllegalArgumentException.class,
                    () -> new Tracefs(Path.of("/nowhere")).eventId("net", name));
        }
    }

    @Test
    void withoutPrivilegeItIsRefusedWithASentence(@TempDir Path host) {
        assumeTrue(Tracefs.mountedBelow(Path.of("/")) == null, "tracefs is mounted for all here");
        assertNull(Tracefs.mountedBelow(host));
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            LinuxException refusal = assertThrows(LinuxException.class, Tracefs::open);
            assertTrue(refusal.isPermission(), refusal.getMessage());
            assertEquals(
                    "unshare(CLONE_NEWNS) to mount tracefs privately: EPERM (operation not permitted); run as"
                            + " root outside containers (CAP_SYS_ADMIN), or let an administrator mount it where this user"
                            + " can read it: mount -t tracefs nodev /sys/kernel/tracing",
                    refusal.getMessage());
        });
    }

    @Test
    void anotherThreadLearnsWhyItSeesNothing(@TempDir Path empty) {
        LinuxException unseen = assertThrows(LinuxException.class,
                () -> new Tracefs(empty).eventId("napi", "napi_poll"));
        assertTrue(unseen.getMessage().contains("on that thread"), unseen.getMessage());
    }

    @Test
    void oneMountedInTheOldPlaceIsFoundAndRead(@TempDir Path host) throws Exception {
        Path root = host.resolve("sys/kernel/debug/tracing");
        Files.createDirectories(root.resolve("events/net/odd"));
        Files.writeString(root.resolve("events/header_page"), "");
        Tracefs tracefs = Tracefs.mountedBelow(host);
        assertEquals(root, tracefs.root());
        Files.writeString(root.resolve("events/net/odd/id"), "17\n");
        Files.writeString(root.resolve("events/net/odd/format"), "nothing");
        assertEquals(17, tracefs.eventId("net", "odd"));
        assertThrows(LinuxException.class, () -> tracefs.format("net", "odd"));
        Files.writeString(root.resolve("events/net/odd/id"), "many\n");
        assertTrue(assertThrows(LinuxException.class, () -> tracefs.eventId("net", "odd")).getMessage()
                .contains("'many'"));
    }

    @Test
    void whatTheLookupThrowsArrives() {
        assumeOpens();
        RuntimeException thrown = new IllegalStateException("mine");
        assertSame(thrown, assertThrows(IllegalStateException.class, () -> Tracefs.onOwnThread(tracefs -> {
            throw thrown;
        })));
        Thread.currentThread().interrupt();
        assertEquals("seven", Tracefs.onOwnThread(tracefs -> "seven"));
        assertTrue(Thread.interrupted(), "the interruption is kept");
    }

    @Test
    void aVirtualThreadDoesNotMoveItsCarrier() throws Exception {
        assumeTrue(Tracefs.mountedBelow(Path.of("/")) == null, "tracefs is mounted for all here");
        Throwable[] thrown = new Throwable[1];
        Thread.ofVirtual().start(() -> thrown[0] = assertThrows(IllegalStateException.class, Tracefs::open))
                .join();
        assertTrue(thrown[0].getMessage().contains("platform thread"));
    }
}
