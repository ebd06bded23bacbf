package io.rxpath.config;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as they are written: no name is ever looked up. */
public final class AddressLiteral {
    // InetAddress.ofLiteral takes 224.1 for 224.0.0.1; in a feed's address that is a slip.
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private AddressLiteral() {
    }

    /**
     * The address.
     *
     * @param text four decimal numbers with dots, or IPv6 without brackets and without a zone
     * @return empty where it has another form
     */
    public static Optional<InetAddress> parse(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }
}
