package io.rxpath.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.rxpath.bench.contender.Floor;
import io.rxpath.poller.EngineKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench rate}: how fast each may be sent to before it loses packets. */
@Command(name = "rate", mixinStandardHelpOptions = true, versionProvider = Main.OwnVersion.class, description = "Looks for the highest rate at which rxpath, C and the JDK's DatagramChannel lose no packet, in turns over a veth pair it makes itself. Needs root, two CPUs and a C compiler; keep the machine idle meanwhile.")
final class RateCommand implements Callable<Integer> {
    private static final int WINDOW_USECS = 5_000;
    private static final double WARM_UP_SECONDS = 1;
    /** More than a search ever takes. */
    private static final int SEARCH_SECONDS = 90;
    private static final String LINE = "  %-9s%14s%10s%10s%10s%16s";

    @Spec
    private CommandSpec spec;

    @Option(names = "--engine", description = "How the receivers wait: blocking, spinning or epoll. Default: ${DEFAULT-VALUE}.")
    private EngineKind engine = EngineKind.BLOCKING;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds; in a round every contender's rate is looked for once. Default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--seed", paramLabel = "N", description = "What the order of turns follows from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private CpuChoice cpus;

    @Override
    public Integer call() {
        refuse(engine == EngineKind.INTERRUPT, "--engine takes blocking, spinning or epoll");
        refuse(rounds < 1 || rounds > 100, "--rounds takes a number from 1 to 100");
        PrintWriter out = spec.commandLine().getOut();
        try (Floor floor = Floor.build();
                LabTrack track = new LabTrack(cpus, 120L + (long) rounds * SEARCH_SECONDS * 7)) {
            List<Contender> contenders = FloorCommand.contenders(engine, floor, WINDOW_USECS);
            List<Contender> present = new WarmUp(track, step -> {
                out.println("... " + step);
                out.flush();
            }).of(contenders, WarmUp.workload(WARM_UP_SECONDS)).present();
            List<Map<String, Rate>> found = search(present, track, out);
            print(present, found, track.machine(), out);
            return present.size() == contenders.size() ? Main.OK : Main.FINDINGS;
        }
    }

    private List<Map<String, Rate>> search(List<Contender> present, LabTrack track, PrintWriter out) {
        Order order = new Order(seed);
        RateSearch search = new RateSearch(track);
        List<Map<String, Rate>> found = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            out.println("... round " + round + " of " + rounds);
            out.flush();
            Map<String, Rate> rates = new LinkedHashMap<>();
            for (Contender contender : order.next(present)) {
                rates.put(contender.name(), search.of(contender));
            }
            found.add(rates);
        }
        return found;
    }

    private void print(List<Contender> present, List<Map<String, Rate>> found, String machine,
            PrintWriter out) {
        String baseline = present.getFirst().name();
        out.println("Highest rate without loss, " + engine.name().toLowerCase(Locale.ROOT) + " engine, "
                + rounds + " rounds, seed " + seed + "; " + machine + ".");
        out.println("Ratio: to " + baseline + " in the same round; the median and its 95 % interval.");
        out.println(String.format(Locale.ROOT, LINE, "", "packets/s", "ratio", "from", "to", "at sender's"));
        for (Contender contender : present) {
            String name = contender.name();
            Spread rate = Spread
                    .of(found.stream().mapToDouble(each -> each.get(name).packetsPerSecond()).toArray())
                    .orElseThrow();
            Optional<Spread> ratio = Spread.of(found.stream()
                    .filter(each -> each.get(baseline).packetsPerSecond() > 0)
                    .mapToDouble(
                            each -> each.get(name).packetsPerSecond() / each.get(baseline).packetsPerSecond())
                    .toArray());
            long limited = found.stream().filter(each -> each.get(name).atSendersLimit()).count();
            out.println(String.format(Locale.ROOT, LINE, name, Figures.count(Math.round(rate.median())),
                    Figures.ratio(ratio, Spread::median), Figures.ratio(ratio, Spread::low),
                    Figures.ratio(ratio, Spread::high), limited + " of " + rounds));
        }
        out.println("At the sender's limit the receiver may take more than the sender can send.");
    }

    private void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
