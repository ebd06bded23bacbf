package io.rxpath.cli;

import io.rxpath.config.Quantity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size in bytes. */
final class SizeConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        final long bytes = Quantity.SIZE.parse(text).orElseThrow(
                () -> new TypeConversionException("'" + text + "' is not " + Quantity.SIZE.wanted()));
        if (bytes > Integer.MAX_VALUE) {
            throw new TypeConversionException("'" + text + "' is too large: less than 2GiB is wanted");
        }
        return (int) bytes;
    }
}
