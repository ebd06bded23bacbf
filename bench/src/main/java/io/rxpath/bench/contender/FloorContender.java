package io.rxpath.bench.contender;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.rxpath.bench.BenchException;
import io.rxpath.bench.Contender;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Receiving;
import io.rxpath.bench.Seat;
import io.rxpath.config.SocketConfig;
import io.rxpath.lab.process.HelperProcess;
import io.rxpath.poller.EngineKind;

/**
 * The least a receiver can do, in C.
 *
 * @param name what reports call it
 * @param floor the program
 * @param engine how it waits
 * @param vectorLength the most packets one call may take
 * @param windowUsecs its busy-poll window, microseconds
 */
public record FloorContender(String name, Floor floor, EngineKind engine, int vectorLength,
        int windowUsecs) implements Contender {
    private static final Duration BOUND = Duration.ofSeconds(10);
    /** It ends by itself after so long, whatever happens. */
    private static final int LIFE_SECONDS = 900;

    @Override
    public Receiving open(Seat seat) {
        SharedPage page = new SharedPage();
        HelperProcess process = null;
        try {
            process = new HelperProcess("C program", command(seat, page), BOUND, BenchException::new);
            String said = process.read("to be ready", BOUND);
            if (!said.equals("ready")) {
                throw new BenchException("the C program said '" + said + "' instead of being ready", null);
            }
            return new Run(process, page);
        } catch (RuntimeException refused) {
            page.stop();
            if (process != null) {
                process.close();
            }
            page.close();
            throw refused;
        }
    }

    private List<String> command(Seat seat, SharedPage page) {
        return List.of(floor.program().toString(), engine.name().toLowerCase(Locale.ROOT),
                Integer.toString(vectorLength), seat.feed().getAddress().getHostAddress(),
                Integer.toString(seat.feed().getPort()), seat.device(), Integer.toString(seat.cpu()),
                Integer.toString(windowUsecs), Integer.toString(SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES),
                Long.toString(seat.warmUpNs()), Integer.toString(seat.drainGroup()),
                Integer.toString(LIFE_SECONDS), page.file().toString());
    }

    private static final class Run implements Receiving {
        private final HelperProcess process;
        private final SharedPage page;

        Run(HelperProcess process, SharedPage page) {
            this.process = process;
            this.page = page;
        }

        @Override
        public long received() {
            return page.received();
        }

        @Override
        public Reading stop() {
            page.stop();
            return FloorReport.read(() -> process.read("to report", BOUND)).reading();
        }

        @Override
        public void close() {
            page.stop();
            process.close();
            page.close();
        }
    }
}
