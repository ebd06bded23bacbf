package io.rxpath.cli;

import io.rxpath.config.Quantity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time from seconds to days, in nanoseconds, as the configuration has it. */
final class AgeConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        return parse(text);
    }

    static long parse(String text) {
        return Quantity.AGE.parse(text).orElseThrow(
                () -> new TypeConversionException("'" + text + "' is not " + Quantity.AGE.wanted()));
    }
}
