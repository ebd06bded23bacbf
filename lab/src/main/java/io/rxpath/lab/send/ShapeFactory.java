package io.rxpath.lab.send;

import io.rxpath.lab.capture.Capture;
import io.rxpath.lab.capture.CaptureReader;
import java.nio.file.Path;

/** Makes the shapes that jobs name. The last capture is kept: phases of one experiment replay the same. */
final class ShapeFactory {
    private Capture capture;

    TrafficShape shape(SendJob job) {
        KeyValues values = job.values();
        long seed = values.number("seed", 1);
        String shape = values.text("shape");
        return switch (shape) {
            case "steady" -> new SteadyShape(values.number("minGapNs"), values.number("maxGapNs"),
                    values.count("minLength", 92), values.count("maxLength", values.count("minLength", 92)),
                    job.destinations().size(), seed);
            case "poisson" -> new PoissonShape(values.number("meanGapNs"), values.count("minLength", 92),
                    job.destinations().size(), seed);
            case "groups" -> new GroupShape(values.count("group", 1), values.number("gapNs"),
                    values.count("minLength", 92), job.destinations().size(), seed);
            case "burst" -> new BurstShape(values.number("idleCapNs", 50_000_000), seed);
            case "capture" -> capture(values);
            default -> throw new IllegalArgumentException(
                    "'" + shape + "' is no shape: write steady, poisson, groups, burst or capture");
        };
    }

    private TrafficShape capture(KeyValues values) {
        Path file = Path.of(values.text("capture"));
        if (capture == null || !capture.file().equals(file)) {
            capture = null;
            capture = CaptureReader.read(file);
        }
        long passes = values.number("passes", 1);
        return values.has("gapNs")
                ? CaptureShape.fixedGap(capture, values.number("gapNs"), passes)
                : CaptureShape.ownTiming(capture, values.decimal("speed", 1),
                        values.number("maxGapNs", Long.MAX_VALUE), passes);
    }
}
