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
import picocli.CommandLine.Spec;

/** {@code bench rate}: how fast each may be sent to before it loses packets. */
@Command(name = "rate", mixinStandardHelpOptions = true, versionProvider = Main.OwnVersion.class, description = "Looks for the highest rate at which rxpath, C and the JDK's DatagramChannel lose no packet, in turns over a veth pair it makes itself. Needs root, two CPUs and a C compiler; keep the machine idle meanwhile.")
final class RateCommand implements Callable<Integer> {
    private static final double WARM_UP_SECONDS = 1;
    /** More tries than a search ever takes. */
    private static final int MOST_TRIES = 40;
    private static final String LINE = "  %-9s%14s%10s%10s%10s%16s";

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunChoice run = new RunChoice(List.of(EngineKind.BLOCKING), 5, 0.5);

    @Mixin
    private CpuChoice cpus;

    @Override
    public Integer call() {
        run.check();
        boolean whole = true;
        try (Floor floor = Floor.build()) {
            List<List<Contender>> contenders = run.engines().stream()
                    .map(engine -> FloorCommand.contenders(engine, floor, run.windowUsecs())).toList();
            int all = contenders.stream().mapToInt(List::size).sum();
            try (LabTrack track = new LabTrack(cpus, run.lifeSeconds(all, MOST_TRIES))) {
                for (int i = 0; i < contenders.size(); i++) {
                    whole &= rates(run.engines().get(i), contenders.get(i), track);
                }
            }
        }
        return whole ? Main.OK : Main.FINDINGS;
    }

    /** Finds the rates of one engine's contenders; whether all took part. */
    private boolean rates(EngineKind engine, List<Contender> contenders, LabTrack track) {
        PrintWriter out = spec.commandLine().getOut();
        List<Contender> present = new WarmUp(track, step -> progress(engine, step))
                .of(contenders, WarmUp.workload(WARM_UP_SECONDS)).present();
        print(engine, present, search(engine, present, track), track.machine(), out);
        return present.size() == contenders.size();
    }

    private void progress(EngineKind engine, String step) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("... " + RunChoice.name(engine) + ": " + step);
        out.flush();
    }

    private List<Map<String, Rate>> search(EngineKind engine, List<Contender> present, LabTrack track) {
        Order order = new Order(run.seed());
        RateSearch search = new RateSearch(track, run.seconds());
        List<Map<String, Rate>> found = new ArrayList<>();
        for (int round = 1; round <= run.rounds(); round++) {
            progress(engine, "round " + round + " of " + run.rounds());
            Map<String, Rate> rates = new LinkedHashMap<>();
            for (Contender contender : order.next(present)) {
                rates.put(contender.name(), search.of(contender));
            }
            found.add(rates);
        }
        return found;
    }

    private void print(EngineKind engine, List<Contender> present, List<Map<String, Rate>> found,
            String machine, PrintWriter out) {
        String baseline = present.getFirst().name();
        out.println("Highest rate without loss, " + RunChoice.name(engine) + " engine, " + run.rounds()
                + " rounds, seed " + run.seed() + "; " + machine + ".");
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
                    Figures.ratio(ratio, Spread::high), limited + " of " + run.rounds()));
        }
        out.println("At the sender's limit the receiver may take more than the sender can send.");
    }
}
