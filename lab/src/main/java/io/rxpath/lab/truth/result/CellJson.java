package io.rxpath.lab.truth.result;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.rxpath.lab.oracle.BarResult;

/** One cell as one line of JSON, and back. */
public final class CellJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private CellJson() {
    }

    /** The cell on one line, without its end. */
    public static String of(CellResult cell) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, cell);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** Writes the cell as an object. */
    static void write(JsonGenerator json, CellResult cell) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", cell.id());
        json.writeStringField("scenario", cell.scenario());
        json.writeStringField("witness", cell.witness());
        json.writeStringField("verdict", cell.verdict().name());
        json.writeStringField("because", cell.because());
        json.writeNumberField("sent", cell.sent());
        json.writeNumberField("received", cell.received());
        json.writeNumberField("lostInDevice", cell.lostInDevice());
        json.writeNumberField("lostInSocket", cell.lostInSocket());
        json.writeNumberField("seconds", cell.seconds());
        figures(json, cell.figures());
        json.writeArrayFieldStart("bars");
        for (BarResult bar : cell.bars()) {
            json.writeStartObject();
            json.writeStringField("name", bar.name());
            json.writeStringField("outcome", bar.outcome().name());
            json.writeStringField("sentence", bar.sentence());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (String note : cell.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void figures(JsonGenerator json, Figures figures) throws IOException {
        json.writeObjectFieldStart("figures");
        json.writeNumberField("labelled", figures.labelled());
        json.writeNumberField("judged", figures.judged());
        json.writeNumberField("border", figures.border());
        json.writeNumberField("unbarred", figures.unbarred());
        counts(json, "unjudged", figures.unjudged());
        counts(json, "branches", figures.branches());
        counts(json, "causes", figures.causes());
        json.writeNumberField("causesCompared", figures.causesCompared());
        counts(json, "vias", figures.vias());
        json.writeNumberField("viasCompared", figures.viasCompared());
        json.writeNumberField("unknown", figures.unknown());
        json.writeNumberField("falseHot", figures.falseHot());
        json.writeNumberField("verified", figures.verified());
        json.writeNumberField("verifiedWrong", figures.verifiedWrong());
        json.writeArrayFieldStart("parts");
        for (PartError part : figures.parts()) {
            json.writeStartObject();
            json.writeStringField("part", part.part());
            json.writeNumberField("packets", part.packets());
            json.writeNumberField("p50Ns", part.p50Ns());
            json.writeNumberField("p99Ns", part.p99Ns());
            json.writeNumberField("maxNs", part.maxNs());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("stealTouched", figures.stealTouched());
        json.writeNumberField("stealClose", figures.stealClose());
        json.writeNumberField("stalled", figures.stalled());
        json.writeNumberField("badSums", figures.badSums());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    /**
     * The cell of a line that {@link #of} wrote.
     *
     * @throws IllegalArgumentException where it is none, for example because its writer was interrupted
     */
    public static CellResult parse(String line) {
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a cell: " + line);
            }
            return cell(new Node(object(json)));
        } catch (IOException | ClassCastException | NullPointerException broken) {
            throw new IllegalArgumentException("not a whole cell: " + line, broken);
        }
    }

    private static CellResult cell(Node cell) {
        return new CellResult(cell.text("id"), cell.text("scenario"), cell.text("witness"),
                Verdict.valueOf(cell.text("verdict")), cell.text("because"), cell.number("sent"),
                cell.number("received"), cell.number("lostInDevice"), cell.number("lostInSocket"),
                cell.decimal("seconds"), figures(cell.node("figures")),
                cell.nodes("bars").stream()
                        .map(bar -> new BarResult(bar.text("name"),
                                BarResult.Outcome.valueOf(bar.text("outcome")), bar.text("sentence")))
                        .toList(),
                cell.list("notes").stream().map(String.class::cast).toList());
    }

    private static Figures figures(Node figures) {
        return new Figures(figures.number("labelled"), figures.number("judged"), figures.number("border"),
                figures.number("unbarred"), figures.counts("unjudged"), figures.counts("branches"),
                figures.counts("causes"), figures.number("causesCompared"), figures.counts("vias"),
                figures.number("viasCompared"), figures.number("unknown"), figures.number("falseHot"),
                figures.number("verified"), figures.number("verifiedWrong"),
                figures.nodes("parts").stream()
                        .map(part -> new PartError(part.text("part"), part.number("packets"),
                                part.number("p50Ns"), part.number("p99Ns"), part.number("maxNs")))
                        .toList(),
                figures.number("stealTouched"), figures.number("stealClose"), figures.number("stalled"),
                figures.number("badSums"));
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield items;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IOException("unexpected " + json.currentToken());
        };
    }

    /** An object's fields by type; a missing one is a NullPointerException. */
    private record Node(Map<String, Object> fields) {
        String text(String name) {
            return Objects.requireNonNull((String) fields.get(name), name);
        }

        long number(String name) {
            return (Long) fields.get(name);
        }

        double decimal(String name) {
            return ((Number) fields.get(name)).doubleValue();
        }

        boolean flag(String name) {
            return (Boolean) fields.get(name);
        }

        List<?> list(String name) {
            return Objects.requireNonNull((List<?>) fields.get(name), name);
        }

        Node node(String name) {
            Map<String, Object> inner = new LinkedHashMap<>();
            ((Map<?, ?>) fields.get(name)).forEach((key, value) -> inner.put((String) key, value));
            return new Node(inner);
        }

        List<Node> nodes(String name) {
            List<Node> nodes = new ArrayList<>();
            for (Object item : list(name)) {
                nodes.add(new Node(Map.of("item", item)).node("item"));
            }
            return nodes;
        }

        Map<String, Long> counts(String name) {
            Map<String, Long> counts = new LinkedHashMap<>();
            node(name).fields().forEach((key, value) -> counts.put(key, (Long) value));
            return counts;
        }
    }
}
