package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rxpath.config.Finding;
import io.rxpath.config.Quantity;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.feed.Framing;
import io.rxpath.poller.WitnessLevel;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sound configuration in a few lines. */
final class ConfigSummary {
    private final ReceiverConfig config;

    ConfigSummary(ReceiverConfig config) {
        this.config = config;
    }

    /** Prints it for a reader, {@code ok} first. */
    void print(Path file, PrintWriter out) {
        out.println("ok: " + file);
        for (WorkerConfig worker : config.workers()) {
            out.println("  worker " + worker.name() + ": "
                    + (worker.cpu() < 0 ? "not pinned" : "CPU " + worker.cpu()) + ", " + engine(worker)
                    + " engine"
                    + (worker.busyPoll().windowUsecs() == 0
                            ? ""
                            : ", window " + worker.busyPoll().windowUsecs() + "us")
                    + ", batch " + worker.batch()
                    + (worker.witness() == WitnessLevel.OFF ? "" : ", witness " + witness(worker)));
            for (SocketConfig socket : worker.sockets()) {
                out.println("    socket " + socket.name() + ": " + destination(socket)
                        + (socket.source() == null ? "" : " from " + socket.source().getHostAddress())
                        + (socket.device() == null ? "" : " on " + socket.device()) + feed(socket)
                        + ", receive buffer " + Quantity.SIZE.format(socket.receiveBufferBytes()));
            }
        }
        out.println("  journal: " + (config.journal().enabled()
                ? config.journal().directory() + ", ring of " + config.journal().ringRecords() + " records"
                        + ", packets " + config.journal().packets() + ", files " + config.journal().roll()
                        + ", sync " + config.journal().sync() + ", reserve "
                        + Quantity.SIZE.format(config.journal().reserveBytes()) + ", retention "
                        + config.journal().retention()
                : "off"));
    }

    /** Prints it as one JSON object. */
    void printJson(Path file, List<Finding> warnings, PrintWriter out) {
        Json.print(out, object -> {
            object.writeStringField("file", file.toString());
            object.writeBooleanField("ok", true);
            ConfigWarnings.write(object, "warnings", warnings);
            object.writeArrayFieldStart("workers");
            for (WorkerConfig worker : config.workers()) {
                write(object, worker);
            }
            object.writeEndArray();
            object.writeObjectFieldStart("journal");
            object.writeBooleanField("enabled", config.journal().enabled());
            object.writeStringField("directory", config.journal().directory().toString());
            object.writeNumberField("ringRecords", config.journal().ringRecords());
            object.writeNumberField("hotOneIn", config.journal().packets().hotOneIn());
            object.writeStringField("sync", config.journal().sync().toString());
            object.writeStringField("roll", config.journal().roll().toString());
            object.writeNumberField("reserveBytes", config.journal().reserveBytes());
            object.writeNumberField("maxAgeNs", config.journal().retention().maxAgeNs());
            object.writeNumberField("maxSizeBytes", config.journal().retention().maxBytes());
            object.writeEndObject();
        });
    }

    private static void write(JsonGenerator object, WorkerConfig worker) throws IOException {
        object.writeStartObject();
        object.writeStringField("name", worker.name());
        object.writeNumberField("cpu", worker.cpu());
        object.writeStringField("engine", engine(worker));
        object.writeNumberField("batch", worker.batch());
        object.writeNumberField("maxPayloadBytes", worker.maxPayloadBytes());
        object.writeNumberField("windowUsecs", worker.busyPoll().windowUsecs());
        object.writeStringField("witness", witness(worker));
        object.writeArrayFieldStart("sockets");
        for (SocketConfig socket : worker.sockets()) {
            object.writeStartObject();
            object.writeStringField("name", socket.name());
            object.writeStringField("venue", socket.venue());
            object.writeStringField("channel", socket.channel());
            object.writeStringField("framing", socket.framing().word());
            object.writeStringField("line", socket.line());
            object.writeBooleanField("critical", socket.critical());
            object.writeStringField("device", socket.device());
            object.writeStringField("bind", text(socket.bindAddress()));
            object.writeStringField("group", text(socket.group()));
            object.writeStringField("source", text(socket.source()));
            object.writeNumberField("port", socket.port());
            object.writeNumberField("receiveBufferBytes", socket.receiveBufferBytes());
            object.writeEndObject();
        }
        object.writeEndArray();
        object.writeEndObject();
    }

    private static String engine(WorkerConfig worker) {
        return worker.engine().name().toLowerCase(Locale.ROOT);
    }

    private static String witness(WorkerConfig worker) {
        return worker.witness().name().toLowerCase(Locale.ROOT);
    }

    private static String destination(SocketConfig socket) {
        final InetAddress address = socket.group() == null ? socket.bindAddress() : socket.group();
        if (address == null) {
            return "port " + socket.port();
        }
        final String text = address.getHostAddress();
        return (text.contains(":") ? "[" + text + "]" : text) + ":" + socket.port();
    }

    private static String feed(SocketConfig socket) {
        final String feed = Stream
                .of(socket.venue(), socket.channel(), socket.line().isEmpty() ? "" : "line " + socket.line(),
                        socket.framing() == Framing.NONE ? "" : socket.framing().word(),
                        socket.critical() ? "critical" : "")
                .filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
        return feed.isEmpty() ? "" : " (" + feed + ")";
    }

    private static String text(InetAddress address) {
        return address == null ? null : address.getHostAddress();
    }
}
