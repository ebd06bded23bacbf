package io.rxpath.bench;

import java.util.OptionalLong;

import io.rxpath.config.Quantity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The time between two packets, drawn evenly between two bounds.
 *
 * @param minNs the least, nanoseconds
 * @param maxNs the most
 */
record Gap(long minNs, long maxNs) {
    private static final long LEAST_NS = 2_000;
    private static final long MOST_NS = 10_000_000;

    /** Reads {@code 20us} and {@code 100us-200us}. */
    static final class Converter implements ITypeConverter<Gap> {
        @Override
        public Gap convert(String text) {
            int dash = text.indexOf('-');
            OptionalLong min = Quantity.TIME.parse(dash < 0 ? text : text.substring(0, dash));
            OptionalLong max = dash < 0 ? min : Quantity.TIME.parse(text.substring(dash + 1));
            if (min.isEmpty() || max.isEmpty() || min.getAsLong() < LEAST_NS || max.getAsLong() > MOST_NS
                    || max.getAsLong() < min.getAsLong()) {
                throw new TypeConversionException(
                        "'" + text + "' is no gap from " + Quantity.TIME.format(LEAST_NS) + " to "
                                + Quantity.TIME.format(MOST_NS) + ": write 20us or 100us-200us");
            }
            return new Gap(min.getAsLong(), max.getAsLong());
        }
    }
}
