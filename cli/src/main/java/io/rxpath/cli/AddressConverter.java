package io.rxpath.cli;

import io.rxpath.config.AddressLiteral;
import java.net.InetAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An IP address from its digits. */
final class AddressConverter implements ITypeConverter<InetAddress> {
    @Override
    public InetAddress convert(String text) {
        return parse(text);
    }

    static InetAddress parse(String text) {
        return AddressLiteral.parse(text).orElseThrow(() -> new TypeConversionException("'" + text
                + "' is no IP address in digits: names are not looked up, for example 224.0.31.64 is wanted"));
    }
}
