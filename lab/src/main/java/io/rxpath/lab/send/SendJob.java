package io.rxpath.lab.send;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to send where: one job of the sender, as its parent writes it and as the sender reads it. Immutable; each
 * method returns the job with one thing more. Begin with a shape, then {@link #to}.
 *
 * <pre>
 * shape=steady  minGapNs maxGapNs minLength maxLength
 * shape=poisson meanGapNs minLength
 * shape=groups  group gapNs minLength
 * shape=burst   idleCapNs
 * shape=capture capture, then speed and maxGapNs or gapNs; passes
 * all: to=ip:port,[ip6]:port packets seconds seed cpu device from=ip:port ttl loop maxDatagram firstSequence
 * </pre>
 */
public final class SendJob {
    private static final Set<String> KEYS = Set.of("shape", "minGapNs", "maxGapNs", "minLength", "maxLength",
            "meanGapNs", "group", "idleCapNs", "capture", "speed", "gapNs", "passes", "to", "packets",
            "seconds", "seed", "cpu", "device", "from", "ttl", "loop", "maxDatagram", "firstSequence");

    private final KeyValues values;

    private SendJob(KeyValues values) {
        this.values = values;
    }

    /** {@link SteadyShape} over the destinations. */
    public static SendJob steady(long minGapNs, long maxGapNs, int minLength, int maxLength) {
        return new SendJob(KeyValues.none().with("shape", "steady").with("minGapNs", minGapNs)
                .with("maxGapNs", maxGapNs).with("minLength", minLength).with("maxLength", maxLength));
    }

    /** {@link PoissonShape} over the destinations. */
    public static SendJob poisson(long meanGapNs, int length) {
        return new SendJob(KeyValues.none().with("shape", "poisson").with("meanGapNs", meanGapNs)
                .with("minLength", length));
    }

    /** {@link GroupShape} over the destinations. */
    public static SendJob groups(int group, long gapNs, int length) {
        return new SendJob(KeyValues.none().with("shape", "groups").with("group", group).with("gapNs", gapNs)
                .with("minLength", length));
    }

    /** {@link BurstShape}. */
    public static SendJob burst(long idleCapNs) {
        return new SendJob(KeyValues.none().with("shape", "burst").with("idleCapNs", idleCapNs));
    }

    /** {@link CaptureShape#ownTiming}, once. */
    public static SendJob capture(Path file, double speed, long maxGapNs) {
        return new SendJob(KeyValues.none().with("shape", "capture").with("capture", file.toAbsolutePath())
                .with("speed", speed).with("maxGapNs", maxGapNs));
    }

    /** {@link CaptureShape#fixedGap}, once. */
    public static SendJob captureAtFixedGap(Path file, long gapNs) {
        return new SendJob(KeyValues.none().with("shape", "capture").with("capture", file.toAbsolutePath())
                .with("gapNs", gapNs));
    }

    /** The job that {@link #toString} wrote. */
    static SendJob parse(String line) {
        KeyValues values = KeyValues.parse(line);
        for (String key : values.keys()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("'" + key + "' is no key of a job; it has "
                        + KEYS.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        return new SendJob(values);
    }

    /** Sends to these, as connected sockets; the feed's streams are spread over them by their numbers. */
    public SendJob to(List<InetSocketAddress> destinations) {
        return with("to", destinations.stream().map(SendJob::text).collect(Collectors.joining(",")));
    }

    /** Sends from this address of the sender's host; port 0 lets the kernel choose. */
    public SendJob from(InetSocketAddress source) {
        return with("from", text(source));
    }

    /** Ends after this many datagrams; without it, with the feed or the time. */
    public SendJob packets(long packets) {
        return with("packets", packets);
    }

    /** Ends after this time; 60 s without it. */
    public SendJob seconds(double seconds) {
        return with("seconds", seconds);
    }

    /** What the randomness follows from; 1 without it. */
    public SendJob seed(long seed) {
        return with("seed", seed);
    }

    /** Runs on this CPU alone; without it, wherever the process may. */
    public SendJob cpu(int cpu) {
        return with("cpu", cpu);
    }

    /** Sends multicast through this device and reports its counts. */
    public SendJob device(String name) {
        return with("device", name);
    }

    /** How many hops multicast may make; 1 without it. */
    public SendJob multicastTtl(int hops) {
        return with("ttl", hops);
    }

    /** Whether members in the sender's own network namespace receive its multicast; off without it. */
    public SendJob multicastLoop(boolean on) {
        return with("loop", on);
    }

    /** The longest datagram, stamp included; {@link FeedSender#ETHERNET_BYTES} without it. */
    public SendJob maxDatagram(int bytes) {
        return with("maxDatagram", bytes);
    }

    /** The number of the first datagram; 0 without it. */
    public SendJob firstSequence(long sequence) {
        return with("firstSequence", sequence);
    }

    /** How often a capture is replayed, 0 for endlessly; once without it. */
    public SendJob passes(long passes) {
        return with("passes", passes);
    }

    private SendJob with(String key, Object value) {
        return new SendJob(values.with(key, value));
    }

    KeyValues values() {
        return values;
    }

    List<InetSocketAddress> destinations() {
        List<InetSocketAddress> destinations = new ArrayList<>();
        for (String destination : values.text("to").split(",")) {
            destinations.add(address(destination));
        }
        return destinations;
    }

    /** The source, or null where the kernel chooses. */
    InetSocketAddress source() {
        return values.has("from") ? address(values.text("from")) : null;
    }

    SendLimits limits() {
        double nanos = values.decimal("seconds", 60) * 1e9;
        return new SendLimits(values.number("packets", Long.MAX_VALUE), (long) nanos,
                values.number("firstSequence", 0));
    }

    /** The line that {@link #parse} reads. */
    @Override
    public String toString() {
        return values.toString();
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, colon);
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            InetAddress address = InetAddress
                    .ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
            return new InetSocketAddress(address, Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address: write 239.1.1.1:5000 or [ff02::1]:5000");
        }
    }
}
