package io.rxpath.lab.capture;

/** Why a packet of a capture is not among its datagrams. */
public enum SkipReason {
    /** Another protocol than UDP over IP. */
    NOT_UDP("not UDP"),
    /** A fragment of a UDP datagram, the first one included: the reader does not put fragments together. */
    FRAGMENT("IP fragment"),
    /** The capture kept only the beginning of the packet (snap length). */
    SNAPPED("cut by the snap length"),
    /** Its own lengths or versions contradict each other. */
    MALFORMED("malformed"),
    /** It was taken on an interface whose link type the reader does not know. */
    UNSUPPORTED_LINK("unsupported link type");

    private final String words;

    SkipReason(String words) {
        this.words = words;
    }

    /** The reason in words fit for a table. */
    public String words() {
        return words;
    }
}
