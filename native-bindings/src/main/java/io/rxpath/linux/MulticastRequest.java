package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;

/**
 * The requests of MCAST_JOIN_GROUP and MCAST_JOIN_SOURCE_GROUP (linux/in.h; sockaddr_storage has 128 bytes).
 *
 * <pre>
 * struct group_req {
 *     __u32                          gr_interface;
 *     struct __kernel_sockaddr_storage gr_group;
 * };
 * struct group_source_req {
 *     __u32                          gsr_interface;
 *     struct __kernel_sockaddr_storage gsr_group;
 *     struct __kernel_sockaddr_storage gsr_source;
 * };
 * </pre>
 */
final class MulticastRequest {
    static final int GROUP_REQ_BYTES = 136;
    static final int GROUP_SOURCE_REQ_BYTES = 264;

    private static final long GR_GROUP = 8;
    private static final long GSR_SOURCE = 136;

    private MulticastRequest() {
    }

    /** Writes a request, a group_source_req where {@code source} is not null; returns its length. */
    static int encode(InetAddress group, InetAddress source, int interfaceIndex, MemorySegment memory) {
        memory.fill((byte) 0);
        memory.set(JAVA_INT, 0, interfaceIndex);
        SocketAddresses.encode(group, memory, GR_GROUP);
        if (source == null) {
            return GROUP_REQ_BYTES;
        }
        SocketAddresses.encode(source, memory, GSR_SOURCE);
        return GROUP_SOURCE_REQ_BYTES;
    }
}
