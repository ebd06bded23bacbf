package io.rxpath.linux.netlink;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.Function;

/**
 * NAPI instances and their settings: the kernel's generic netlink family {@code netdev}, in the network namespace of
 * the thread that opened it. A device that is down has no NAPI. Reading needs no privilege and Linux 6.8; what a
 * kernel does not know yet is -1 in the answer. Every call ends within seconds, with a LinuxException at worst. For
 * one thread at a time.
 *
 * <p>Source: Documentation/netlink/specs/netdev.yaml.
 */
public final class NetdevFamily implements AutoCloseable {
    private static final int GENL_ID_CTRL = 16;
    private static final int CTRL_CMD_GETFAMILY = 3;
    private static final int CTRL_ATTR_FAMILY_ID = 1;
    private static final int CTRL_ATTR_FAMILY_NAME = 2;

    private static final int CMD_NAPI_GET = 11;
    private static final int CMD_NAPI_SET = 14;
    private static final int NAPI_IFINDEX = 1;
    private static final int NAPI_ID = 2;
    private static final int NAPI_DEFER_HARD_IRQS = 5;
    private static final int NAPI_GRO_FLUSH_TIMEOUT = 6;
    private static final int NAPI_IRQ_SUSPEND_TIMEOUT = 7;

    private final NetlinkSocket socket;
    private final int family;

    private NetdevFamily(NetlinkSocket socket, int family) {
        this.socket = socket;
        this.family = family;
    }

    /**
     * Opens the family in the calling thread's network namespace.
     *
     * @throws LinuxException where the kernel has no such family
     */
    public static NetdevFamily open() {
        NetlinkSocket socket = new NetlinkSocket();
        try {
            return new NetdevFamily(socket, resolve(socket, "netdev"));
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    static int resolve(NetlinkSocket socket, String name) {
        String call = "netlink CTRL_CMD_GETFAMILY(" + name + ")";
        Function<Errno, String> advice = errno -> errno == Errno.ENOENT
                ? "this kernel has no such family; netdev needs Linux 6.8 or newer"
                : "";
        try (Arena arena = Arena.ofConfined()) {
            NetlinkRequest request = new NetlinkRequest(arena, call, GENL_ID_CTRL, CTRL_CMD_GETFAMILY, false);
            List<Integer> ids = socket.ask(request.string(CTRL_ATTR_FAMILY_NAME, name), advice,
                    NetdevFamily::familyId);
            if (ids.isEmpty() || ids.getFirst() == 0) {
                throw new LinuxException(call, Errno.ENOENT.number(), advice.apply(Errno.ENOENT));
            }
            return ids.getFirst();
        }
    }

    private static int familyId(NetlinkAttributes attributes) {
        int id = 0;
        while (attributes.next()) {
            if (attributes.type() == CTRL_ATTR_FAMILY_ID) {
                id = (int) attributes.unsigned();
            }
        }
        return id;
    }

    /**
     * One NAPI instance.
     *
     * @param napiId as SO_INCOMING_NAPI_ID gives it
     * @return null where the kernel does not list it now: the id is dead, or of another network namespace
     */
    public NapiState napiGet(int napiId) {
        String call = "netdev napi-get(id " + napiId + ")";
        try (Arena arena = Arena.ofConfined()) {
            NetlinkRequest request = new NetlinkRequest(arena, call, family, CMD_NAPI_GET, false);
            List<NapiState> found = socket.ask(request.u32(NAPI_ID, napiId), NetdevFamily::adviceToRead,
                    NapiState::read);
            return found.isEmpty() ? null : found.getFirst();
        } catch (LinuxException e) {
            // EINVAL is what kernels before 6.9 say of an id that is not there.
            if (e.is(Errno.ENOENT) || e.is(Errno.EINVAL)) {
                return null;
            }
            throw e;
        }
    }

    /**
     * The NAPI instances of one device, none while it is down.
     *
     * @param interfaceIndex the device
     * @throws LinuxException ENODEV where there is no such device in this network namespace
     */
    public List<NapiState> napisOf(int interfaceIndex) {
        String call = "netdev napi-get(interface " + interfaceIndex + ")";
        try (Arena arena = Arena.ofConfined()) {
            NetlinkRequest request = new NetlinkRequest(arena, call, family, CMD_NAPI_GET, true);
            return List.copyOf(socket.ask(request.u32(NAPI_IFINDEX, interfaceIndex),
                    NetdevFamily::adviceToRead, NapiState::read));
        }
    }

    /**
     * Sets one NAPI instance's timers. They outlive the process; read them back by {@link #napiGet}. A negative
     * value leaves a setting as it is. Needs Linux 6.13 and CAP_NET_ADMIN in the initial user namespace.
     *
     * @param napiId as SO_INCOMING_NAPI_ID gives it
     * @param deferHardIrqs 0 to 2^31-1, see {@link NapiState}
     * @param groFlushTimeoutNs nanoseconds
     * @param irqSuspendTimeoutNs nanoseconds
     * @throws LinuxException where the kernel refuses, with the remedy
     */
    public void napiSet(int napiId, long deferHardIrqs, long groFlushTimeoutNs, long irqSuspendTimeoutNs) {
        String call = "netdev napi-set(id " + napiId + told(", defer-hard-irqs ", deferHardIrqs, "")
                + told(", gro-flush-timeout ", groFlushTimeoutNs, " ns")
                + told(", irq-suspend-timeout ", irqSuspendTimeoutNs, " ns") + ")";
        if (deferHardIrqs > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(call + ": defer-hard-irqs is at most " + Integer.MAX_VALUE);
        }
        try (Arena arena = Arena.ofConfined()) {
            NetlinkRequest request = new NetlinkRequest(arena, call, family, CMD_NAPI_SET, false);
            request.u32(NAPI_ID, napiId);
            if (deferHardIrqs >= 0) {
                request.u32(NAPI_DEFER_HARD_IRQS, deferHardIrqs);
            }
            if (groFlushTimeoutNs >= 0) {
                request.uint(NAPI_GRO_FLUSH_TIMEOUT, groFlushTimeoutNs);
            }
            if (irqSuspendTimeoutNs >= 0) {
                request.uint(NAPI_IRQ_SUSPEND_TIMEOUT, irqSuspendTimeoutNs);
            }
            socket.ask(request, NetdevFamily::adviceToSet, NapiState::read);
        }
    }

    private static String told(String name, long value, String unit) {
        return value < 0 ? "" : name + value + unit;
    }

    private static String adviceToRead(Errno errno) {
        return switch (errno) {
            case EOPNOTSUPP -> "napi-get needs Linux 6.8 or newer";
            case ENODEV -> "no such device in this network namespace";
            default -> "";
        };
    }

    private static String adviceToSet(Errno errno) {
        return switch (errno) {
            case EPERM -> "it needs CAP_NET_ADMIN in the initial user namespace: run as root, not inside"
                    + " unshare -U or a rootless container";
            case EOPNOTSUPP -> "napi-set needs Linux 6.13 or newer";
            case ENOENT ->
                "no such NAPI in this network namespace: the device is down or its NAPI was replaced;"
                        + " list it again";
            default -> "";
        };
    }

    /** Closes the socket; any number of times. */
    @Override
    public void close() {
        socket.close();
    }
}
