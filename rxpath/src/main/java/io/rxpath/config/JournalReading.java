package io.rxpath.config;

import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The journal's block of the file. Types, units and keys are checked here, values by {@link JournalRules}. */
final class JournalReading {
    private JournalReading() {
    }

    static JournalConfig read(Section section) {
        final JournalConfig fallback = JournalConfig.DEFAULT;
        final var journal = new JournalConfig(section.flag("enabled", fallback.enabled()),
                directory(section, fallback.directory()),
                section.integer("ring-records", fallback.ringRecords()), packets(section), sync(section),
                roll(section), section.largeSizeBytes("reserve", fallback.reserveBytes()),
                section.section("retention").map(JournalReading::retention).orElse(RetentionConfig.OFF));
        section.refuseUnknown();
        return journal;
    }

    private static Path directory(Section section, Path fallback) {
        final String text = section.text("directory", fallback.toString());
        try {
            return text.isBlank() ? section.refuse("directory", "a folder", fallback) : Path.of(text);
        } catch (InvalidPathException impossible) {
            return section.refuse("directory", "a folder's name", fallback);
        }
    }

    private static PacketPolicy packets(Section section) {
        if (section.isBlock("packets")) {
            final Section block = section.section("packets").orElseThrow();
            final var policy = new PacketPolicy(block.requiredIntegerWithin("hot-one-in", 1,
                    PacketPolicy.MAX_HOT_ONE_IN, "a number of packets"));
            block.refuseUnknown();
            return policy;
        }
        return switch (section.text("packets", "all").toLowerCase(Locale.ROOT)) {
            case "all" -> PacketPolicy.ALL;
            case "none" -> PacketPolicy.NONE;
            default -> section.refuse("packets", "all, none or { hot-one-in = N }", PacketPolicy.ALL);
        };
    }

    private static SyncPolicy sync(Section section) {
        final String text = section.text("sync", "none");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "none" -> SyncPolicy.NONE;
            case "batch" -> SyncPolicy.BATCH;
            default -> {
                final long ns = Quantity.TIME.parse(text).orElse(0);
                yield ns > 0
                        ? new SyncPolicy(ns)
                        : section.refuse("sync", "none, batch or a time such as 100ms", SyncPolicy.NONE);
            }
        };
    }

    private static RollPeriod roll(Section section) {
        final String word = section.text("roll", JournalConfig.DEFAULT.roll().toString())
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(RollPeriod.values())
                .filter(it -> it != RollPeriod.UNKNOWN && it.toString().equals(word)).findFirst()
                .orElseGet(() -> section.refuse("roll", "daily, hourly, ten-minutely or minutely",
                        RollPeriod.HOURLY));
    }

    private static RetentionConfig retention(Section section) {
        final var retention = new RetentionConfig(section.ageOrOffNs("max-age"),
                section.sizeOrOffBytes("max-size"));
        section.refuseUnknown();
        return retention;
    }
}
