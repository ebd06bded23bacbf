package io.rxpath.poller;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kernel witnesses of one worker, one for each NAPI that feeds its sockets. The housekeeping thread opens and closes
 * them as NAPIs come and go; the poll thread takes over what is offered at its next turn.
 */
public final class KernelWitnesses implements AutoCloseable {
    private static final KernelWitness[] EMPTY = {};

    private final WitnessLevel level;
    private final WitnessFactory factory;
    private final List<KernelWitness> retired = new ArrayList<>();
    private volatile KernelWitness[] offered = EMPTY;
    private volatile KernelWitness[] adopted = EMPTY;
    private volatile int pollThreadTid;
    private volatile String refusal;

    /** Opens the witness of a NAPI. */
    @FunctionalInterface
    public interface WitnessFactory {
        /**
         * Opens it; by the housekeeping thread.
         *
         * @throws RuntimeException where the kernel refuses, or its tracepoints cannot be found
         */
        KernelWitness open(WitnessLevel level, NapiView napi, int pollThreadTid);
    }

    /**
     * Creates the set, without any witness so far.
     *
     * @param level how much is wanted; with {@link WitnessLevel#OFF} nothing is ever opened
     */
    public KernelWitnesses(WitnessLevel level, WitnessFactory factory) {
        this.level = level;
        this.factory = factory;
    }

    /** How much is wanted. */
    public WitnessLevel level() {
        return level;
    }

    /** Says whose polls are to be witnessed; once, by the poll thread. */
    public void pollThread(int tid) {
        pollThreadTid = tid;
    }

    /** The witnesses now in use; by the poll thread. */
    KernelWitness[] adopt() {
        KernelWitness[] now = offered;
        if (now != adopted) {
            adopted = now;
        }
        return now;
    }

    /** Forgets what was recorded, because the clock was set; by the poll thread. */
    void restart(long nowNs) {
        for (KernelWitness witness : adopted) {
            witness.restart(nowNs);
        }
    }

    /** The witness of NAPI {@code napiId}, or null; by the poll thread. */
    public KernelWitness of(int napiId) {
        for (KernelWitness witness : adopted) {
            if (witness.napiId() == napiId) {
                return witness;
            }
        }
        return null;
    }

    /**
     * Opens what is missing for these NAPIs and closes what is not needed any more; by the housekeeping thread. A
     * refusal is kept and not repeated.
     */
    public void want(List<NapiView> napis) {
        if (adopted == offered) {
            retired.forEach(KernelWitness::close);
            retired.clear();
        }
        if (level == WitnessLevel.OFF || pollThreadTid == 0 || refusal != null) {
            return;
        }
        List<KernelWitness> now = new ArrayList<>(Arrays.asList(offered));
        boolean changed = now
                .removeIf(witness -> napis.stream().noneMatch(napi -> napi.napiId() == witness.napiId())
                        && retired.add(witness));
        try {
            for (NapiView napi : napis) {
                if (now.stream().noneMatch(witness -> witness.napiId() == napi.napiId())) {
                    now.add(factory.open(level, napi, pollThreadTid));
                    changed = true;
                }
            }
        } catch (RuntimeException refused) {
            refusal = refused.getMessage();
        }
        now.forEach(witness -> witness.alone(isAlone(witness.napiId(), napis)));
        if (changed) {
            offered = now.toArray(KernelWitness[]::new);
        }
    }

    /** Whether a NAPI is the only one of its device: the records of empty polls name the device. */
    private static boolean isAlone(int napiId, List<NapiView> napis) {
        int device = napis.stream().filter(napi -> napi.napiId() == napiId).mapToInt(NapiView::interfaceIndex)
                .findFirst().orElse(0);
        return napis.stream().filter(napi -> napi.napiId() != napiId).noneMatch(
                napi -> device == 0 || napi.interfaceIndex() == device || napi.interfaceIndex() == 0);
    }

    /** How often records were lost because a ring was full; any thread. */
    public long overruns() {
        return Arrays.stream(offered).mapToLong(KernelWitness::overruns).sum();
    }

    /** What is witnessed, for a person; any thread. */
    public String describe() {
        KernelWitness[] now = offered;
        if (level == WitnessLevel.OFF) {
            return "off";
        }
        if (refusal != null) {
            return "wanted, but refused: " + refusal;
        }
        return now.length == 0
                ? "wanted, waiting for the first packet to tell the NAPI"
                : String.join("; ", Arrays.stream(now).map(KernelWitness::describe).toList());
    }

    /** Closes all; after the poll thread and the housekeeping thread have ended. */
    @Override
    public void close() {
        retired.forEach(KernelWitness::close);
        retired.clear();
        for (KernelWitness witness : offered) {
            witness.close();
        }
        offered = EMPTY;
        adopted = EMPTY;
    }
}
