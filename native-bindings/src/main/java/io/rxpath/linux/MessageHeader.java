package io.rxpath.linux;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;

/**
 * The structs of recvmmsg(2) and sendmmsg(2) on x86-64 (bits/types/struct_iovec.h, bits/socket.h).
 *
 * <pre>
 * struct iovec {
 *     void  *iov_base;
 *     size_t iov_len;
 * };
 * struct msghdr {
 *     void         *msg_name;
 *     socklen_t     msg_namelen;
 *     struct iovec *msg_iov;
 *     size_t        msg_iovlen;
 *     void         *msg_control;
 *     size_t        msg_controllen;
 *     int           msg_flags;
 * };
 * struct mmsghdr {
 *     struct msghdr msg_hdr;
 *     unsigned int  msg_len;
 * };
 * </pre>
 */
final class MessageHeader {
    private static final StructLayout IOVEC = MemoryLayout.structLayout(ADDRESS.withName("iov_base"),
            JAVA_LONG.withName("iov_len"));
    private static final StructLayout MSGHDR = MemoryLayout.structLayout(ADDRESS.withName("msg_name"),
            JAVA_INT.withName("msg_namelen"), MemoryLayout.paddingLayout(4), ADDRESS.withName("msg_iov"),
            JAVA_LONG.withName("msg_iovlen"), ADDRESS.withName("msg_control"),
            JAVA_LONG.withName("msg_controllen"), JAVA_INT.withName("msg_flags"),
            MemoryLayout.paddingLayout(4));
    private static final StructLayout MMSGHDR = MemoryLayout.structLayout(MSGHDR.withName("msg_hdr"),
            JAVA_INT.withName("msg_len"), MemoryLayout.paddingLayout(4));

    static final long IOVEC_BYTES = IOVEC.byteSize();
    static final long IOV_BASE = IOVEC.byteOffset(groupElement("iov_base"));
    static final long IOV_LEN = IOVEC.byteOffset(groupElement("iov_len"));

    static final long MMSGHDR_BYTES = MMSGHDR.byteSize();
    static final long MSG_NAME = header("msg_name");
    static final long MSG_NAMELEN = header("msg_namelen");
    static final long MSG_IOV = header("msg_iov");
    static final long MSG_IOVLEN = header("msg_iovlen");
    static final long MSG_CONTROL = header("msg_control");
    static final long MSG_CONTROLLEN = header("msg_controllen");
    static final long MSG_FLAGS = header("msg_flags");
    static final long MSG_LEN = MMSGHDR.byteOffset(groupElement("msg_len"));

    private MessageHeader() {
    }

    private static long header(String field) {
        return MMSGHDR.byteOffset(groupElement("msg_hdr"), groupElement(field));
    }
}
