package io.rxpath.lab.capture;

/** The link types the reader knows, by their numbers in capture files (tcpdump.org/linktypes.html). */
final class LinkType {
    static final int NULL = 0;
    static final int ETHERNET = 1;
    static final int RAW_BSD = 12;
    static final int RAW_OPENBSD = 14;
    static final int RAW = 101;
    static final int LOOP = 108;
    static final int LINUX_COOKED = 113;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int LINUX_COOKED_2 = 276;

    private LinkType() {
    }

    static boolean known(int linkType) {
        return switch (linkType) {
            case NULL, ETHERNET, RAW_BSD, RAW_OPENBSD, RAW, LOOP, LINUX_COOKED, IPV4, IPV6, LINUX_COOKED_2 ->
                true;
            default -> false;
        };
    }
}
