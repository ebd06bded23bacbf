package io.rxpath.cli;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An address and a port, as one option gives them.
 *
 * @param address from its digits, no name is looked up
 * @param port 0 to 99999, whose range the configuration's rules check
 */
record Endpoint(InetAddress address, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]*)]|([^:]*)):(\\d{1,5})");

    /** Reads {@code 224.0.31.64:14340} and {@code [ff3e::1]:14340}. */
    static final class Converter implements ITypeConverter<Endpoint> {
        @Override
        public Endpoint convert(String text) {
            final Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text
                        + "' is no address and port: 224.0.31.64:14340 or [ff3e::1]:14340 are the forms wanted");
            }
            final String address = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            return new Endpoint(AddressConverter.parse(address), Integer.parseInt(matcher.group(3)));
        }
    }
}
