package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON on one line, for programs that read what a command prints. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Body {
        /** Writes fields, objects and arrays that it closes itself. */
        void write(JsonGenerator json) throws IOException;
    }

    private Json() {
    }

    /** Prints one object as one line. */
    static void print(PrintWriter out, Body body) {
        out.println(text(body));
    }

    /** One object as text. */
    static String text(Body body) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
