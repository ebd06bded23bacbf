package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import io.rxpath.poller.Arming;
import io.rxpath.poller.Delivery;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Taker;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import org.junit.jupiter.api.Test;

/** What holds whatever happened: random calls, switches and packets. */
class RandomEvidenceTest extends HandMadeHistory {
    /** Whatever happened, the parts sum to the latency and a packet is hot only on the CPU, inside an armed call. */
    @Test
    void holdsOverRandomHistories() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ThreadRecord record = ThreadRecord.create();
            PollWindows calls = record.windows();
            OffCpuIntervals off = record.intervals();
            EngineKind engine = random.nextBoolean() ? EngineKind.BLOCKING : EngineKind.SPINNING;
            EvidenceReader recordReader = new EvidenceReader(record, engine, WINDOW_NS, PREFERRED, 1);
            long now = T;
            for (int i = 0; i < 200; i++) {
                now += random.nextLong(1, 300 * US);
                NapiView napi = random.nextBoolean() ? PLAIN : DEFERRED;
                Arming arming = Arming.values()[random.nextInt(3)];
                long enter = now;
                long call = calls.begin(enter, arming, napi, random.nextInt(10) == 0);
                long at = enter;
                for (int k = random.nextInt(3); k > 0; k--) {
                    long out = at + random.nextLong(1, 200 * US);
                    at = out + random.nextLong(0, 400 * US);
                    off.add(out, at, random.nextBoolean(), 0, random.nextInt(5) == 0 ? 1 : 0);
                    off.setQueuedNs(off.count() - 1, random.nextLong(0, 500 * US));
                }
                long exit = at + random.nextLong(1, 500 * US);
                long first = random.nextInt(5) == 0 ? 0 : exit - random.nextLong(0, 800 * US);
                calls.end(exit, random.nextInt(10) != 0, first, random.nextInt(8) == 0, 0,
                        random.nextInt(10) == 0, random.nextInt(10) == 0);
                if (random.nextInt(20) == 0) {
                    record.stalls().add(exit - 30 * US, exit, false, 0, 0);
                }
                for (int p = 0; p < 4; p++) {
                    long stamp = exit - random.nextLong(-10, 900 * US);
                    Taker taker = random.nextInt(4) == 0
                            ? Taker.values()[random.nextInt(Taker.values().length)]
                            : Taker.UNKNOWN;
                    recordReader.read(stamp, call, NAPI, random.nextInt(20) == 0, Delivery.of(taker, 0, 0),
                            evidence);
                    classifier.classify(evidence, tag);
                    check(seed, stamp, taker, calls, off);
                }
                now = exit;
            }
        }
    }

    /** A queue's packets are judged one after the other as if nothing were remembered of the one before. */
    @Test
    void judgesAQueueAsItsPacketsOneByOne() {
        long between = 0;
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ThreadRecord record = ThreadRecord.create();
            PollWindows calls = record.windows();
            EngineKind engine = EngineKind.values()[random.nextInt(EngineKind.values().length)];
            EvidenceReader queue = new EvidenceReader(record, engine, WINDOW_NS, PREFERRED, 1);
            EvidenceReader forgetful = new EvidenceReader(record, engine, WINDOW_NS, PREFERRED, 1);
            PacketEvidence alone = new PacketEvidence();
            long now = T;
            for (int i = 0; i < 60; i++) {
                long enter = now + random.nextLong(1, 200 * US);
                long exit = enter + random.nextLong(1, 100 * US);
                if (random.nextInt(3) == 0) {
                    long out = now + random.nextLong(enter - now);
                    record.intervals().add(out, out + random.nextLong(exit - out), random.nextBoolean(), 0,
                            0);
                }
                long oldest = now - random.nextLong(200 * US);
                long call = calls.begin(enter, Arming.values()[random.nextInt(3)],
                        random.nextBoolean() ? PLAIN : DEFERRED, random.nextInt(20) == 0);
                calls.end(exit, true, oldest, random.nextBoolean(), 0, random.nextInt(20) == 0,
                        random.nextInt(20) == 0);
                boolean first = random.nextInt(20) == 0;
                for (long stamp = oldest; stamp < exit; stamp += random.nextLong(1, 20 * US)) {
                    Taker taker = random.nextInt(10) == 0 ? Taker.SELF : Taker.UNKNOWN;
                    Delivery told = Delivery.of(taker, 0, 0);
                    queue.read(stamp, call, NAPI, first, told, evidence);
                    forgetful.read(PacketEvidence.NO_STAMP, call, NAPI, false, Delivery.UNKNOWN, alone);
                    forgetful.read(stamp, call, NAPI, first, told, alone);
                    assertEquals(words(alone), words(evidence), "seed " + seed + ", stamp " + stamp);
                    between += stamp > now && stamp < enter ? 1 : 0;
                    first = false;
                }
                now = exit;
            }
        }
        assertTrue(between > 10_000, between + " between calls");
    }

    private static String words(PacketEvidence of) {
        return of.ingressNs + " " + of.appNs + " " + of.deliverer + " " + of.verified + " " + of.via + " "
                + of.softirqCause + " " + of.stealNs + " " + of.stealCause + " " + of.stalled + " "
                + of.unseenNs + " " + of.unseenOffCpuNs + " " + of.unseenCause;
    }

    private void check(long seed, long stamp, Taker taker, PollWindows calls, OffCpuIntervals off) {
        String where = "seed " + seed + ", stamp " + stamp;
        assertEquals(tag.latencyNs(), tag.pollNs() + tag.stealNs() + tag.fallbackNs() + tag.unattributedNs(),
                where);
        assertTrue(
                tag.pollNs() >= 0 && tag.stealNs() >= 0 && tag.fallbackNs() >= 0 && tag.unattributedNs() >= 0,
                where);
        assertTrue(tag.unseenNs() >= 0, where);
        if (taker != Taker.UNKNOWN && tag.cause() != Cause.NO_STAMP) {
            assertEquals(taker == Taker.SELF ? Deliverer.BUSY_POLL : Deliverer.SOFTIRQ, tag.deliverer(),
                    where);
        } else if (tag.branch() == Branch.HOT_POLL) {
            long call = calls.newestEnteredBy(stamp);
            assertTrue(call >= 0 && stamp <= calls.exitNs(call), where);
            assertEquals(Arming.ARMED, calls.arming(call), where);
            assertEquals(-1, off.find(stamp), where);
            assertTrue(tag.unseenNs() <= 50 * US, where);
        }
        if (tag.branch() == Branch.CPU_STEAL && tag.evidence() != Evidence.BOUNDED) {
            assertTrue(tag.stealNs() >= 20 * US && 2 * tag.stealNs() > tag.latencyNs(), where);
        }
    }
}
