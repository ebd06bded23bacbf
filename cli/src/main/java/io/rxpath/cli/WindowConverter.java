package io.rxpath.cli;

import io.rxpath.config.Quantity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time in whole microseconds. */
final class WindowConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        final long ns = Quantity.TIME.parse(text).orElseThrow(
                () -> new TypeConversionException("'" + text + "' is not " + Quantity.TIME.wanted()));
        if (ns % 1_000 != 0 || ns / 1_000 > Integer.MAX_VALUE) {
            throw new TypeConversionException(
                    "'" + text + "' is no whole number of microseconds within reach");
        }
        return (int) (ns / 1_000);
    }
}
