package io.rxpath.cli;

import io.rxpath.telemetry.journal.JournalException;
import io.rxpath.telemetry.journal.JournalPosition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A place in a journal. */
final class PositionConverter implements ITypeConverter<JournalPosition> {
    @Override
    public JournalPosition convert(String text) {
        try {
            return JournalPosition.parse(text);
        } catch (JournalException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
