package io.rxpath.cli;

import io.rxpath.config.Quantity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size in bytes, of any length. */
final class BytesConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        return Quantity.SIZE.parse(text).orElseThrow(
                () -> new TypeConversionException("'" + text + "' is not " + Quantity.SIZE.wanted()));
    }
}
