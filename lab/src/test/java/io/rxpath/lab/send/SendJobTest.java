package io.rxpath.lab.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendJobTest {
    private static final List<InetSocketAddress> TWO = List.of(new InetSocketAddress("239.1.1.1", 5000),
            new InetSocketAddress("ff02::1", 5001));

    @Test
    void aJobSurvivesItsLine() {
        SendJob job = SendJob.capture(Path.of("/tmp/a feed=50% of it+é.pcap"), 2.5, 1_000_000).to(TWO)
                .from(new InetSocketAddress("10.0.0.1", 4000)).packets(12).seconds(1.5).seed(-3).cpu(1)
                .device("feed0").multicastTtl(4).multicastLoop(true).maxDatagram(900).firstSequence(77)
                .passes(2);
        assertTrue(job.toString().contains("to=239.1.1.1:5000,[ff02:0:0:0:0:0:0:1]:5001"), job.toString());
        assertEquals(-1, job.toString().indexOf('\n'));
        SendJob read = SendJob.parse(job.toString());
        assertEquals(job.toString(), read.toString());
        assertEquals(TWO, read.destinations());
        assertEquals(new InetSocketAddress("10.0.0.1", 4000), read.source());
        assertEquals(new SendLimits(12, 1_500_000_000, 77), read.limits());
        assertEquals("/tmp/a feed=50% of it+é.pcap", read.values().text("capture"));
        assertTrue(read.values().flag("loop", false));
    }

    @Test
    void theShapesOfALineAreThoseAskedFor() {
        ShapeFactory shapes = new ShapeFactory();
        TrafficShape poisson = shapes.shape(SendJob.parse(SendJob.poisson(50_000, 80).to(TWO).toString()));
        assertEquals(PoissonShape.class, poisson.getClass());
        assertEquals(80, poisson.maxLength());
        assertEquals(2, poisson.streams());
        TrafficShape groups = shapes.shape(SendJob.parse(SendJob.groups(10, 400_000, 70).to(TWO).toString()));
        assertEquals(70, groups.maxLength());
        for (int i = 0; i <= 10; i++) {
            groups.advance();
        }
        assertEquals(400_000, groups.dueNs());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> shapes.shape(SendJob.parse("shape=square to=1.2.3.4:5")));
        assertTrue(refused.getMessage().contains("poisson, groups"), refused.getMessage());
    }

    @Test
    void everyJobEndsBySomeTime() {
        SendJob job = SendJob.parse("shape=burst to=127.0.0.1:5000");
        assertEquals(60_000_000_000L, job.limits().nanos());
        assertNull(job.source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shape=steady typo=1", "shape", "=x", "shape=a shape=b"})
    void refusesLinesThatAreNoJob(String line) {
        assertThrows(IllegalArgumentException.class, () -> SendJob.parse(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5000", "1.2.3.4", "1.2.3.4:99999", "1.2.3.4:x", "ff02::1", ""})
    void refusesAddressesThatAreNone(String address) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> SendJob.parse("to=" + address).destinations());
        assertTrue(refused.getMessage().contains("no address"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"packets=0", "packets=x", "seconds=-1", "seconds=NaN", "seconds=1e9"})
    void refusesLimitsThatAreNone(String pair) {
        assertThrows(IllegalArgumentException.class, () -> SendJob.parse(pair).limits());
    }

    @Test
    void aResultSurvivesItsLine() {
        SendResult result = new SendResult(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertEquals(result, SendResult.of(KeyValues.parse(result.toKeyValues().toString())));
    }

    @Test
    void readsTheCountersOfADevice() {
        List<String> lines = List.of("Inter-|   Receive", " face |bytes",
                "   eth10: 1 2 3 4 5 6 7 8 9 10 11 12 13",
                " eth1:100 200 0 400 0 0 0 0 900 1000 0 1200 0 0 0 0");
        assertEquals(new DeviceCounters(200, 400, 1000, 1200), DeviceCounters.parse(lines, "eth1"));
        assertThrows(IllegalArgumentException.class, () -> DeviceCounters.parse(lines, "eth"));
    }
}
