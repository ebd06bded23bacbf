package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rxpath.config.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Findings on a configuration that keeps its rules: said, and no reason to stop. */
final class ConfigWarnings {
    private ConfigWarnings() {
    }

    /** Prints one a line. */
    static void print(List<Finding> warnings, PrintWriter err) {
        warnings.forEach(warning -> err.println("rxpath: warning: " + warning));
    }

    /** Writes findings, of whichever weight, as an array. */
    static void write(JsonGenerator object, String name, List<Finding> findings) throws IOException {
        object.writeArrayFieldStart(name);
        for (Finding finding : findings) {
            object.writeStartObject();
            object.writeNumberField("line", finding.line());
            object.writeStringField("path", finding.path());
            object.writeStringField("problem", finding.problem());
            object.writeEndObject();
        }
        object.writeEndArray();
    }
}
