package io.rxpath.poller;

/** Whether busy poll was in force for a receive call. */
public enum Arming {
    /** The window is set and the socket's NAPI id was seen in the kernel's list. */
    ARMED,
    /** It was not wanted, or the socket has no NAPI id, or one that no longer lives. */
    NOT_ARMED,
    /** The socket's NAPI id has not been checked yet: nothing can be concluded. */
    UNCHECKED
}
