package io.rxpath.bench.contender;

import java.util.Optional;

import io.rxpath.bench.BenchException;
import io.rxpath.bench.Contender;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Receiving;
import io.rxpath.bench.Seat;

/**
 * The JDK's DatagramChannel on a host where every socket busy-polls: net.core.busy_read. A socket takes the window from it
 * when it is made (sock_init_data in net/core/sock.c) and its blocking receive call needs nothing else, so that the host
 * has the setting only while the channel is opened. Other sockets that are made in that millisecond take it too.
 *
 * @param name what reports call it
 * @param windowUsecs the window, microseconds
 */
public record BusyReadContender(String name, int windowUsecs) implements Contender {
    private static final String SETTING = "busy_read";

    @Override
    public Receiving open(Seat seat) {
        return open(seat, HostSetting.netCore(SETTING), new ChannelContender(name, false));
    }

    /** Opens {@code channel} while {@code setting} is the window. */
    Receiving open(Seat seat, HostSetting setting, Contender channel) {
        HostSetting.Change change;
        try {
            change = setting.to(windowUsecs);
        } catch (BenchException refused) {
            return new Unpolled(channel.open(seat), refused.getMessage()
                    + "; it takes root in the host's own network namespace, and nsenter of util-linux");
        }
        Receiving receiving = null;
        try {
            receiving = channel.open(seat);
            change.close();
            return receiving;
        } catch (RuntimeException failed) {
            if (receiving != null) {
                receiving.close();
            }
            change.close();
            throw failed;
        }
    }

    /** One that the setting was refused to. */
    private record Unpolled(Receiving receiving, String why) implements Receiving {
        @Override
        public long received() {
            return receiving.received();
        }

        @Override
        public Reading stop() {
            Reading reading = receiving.stop();
            return new Reading(reading.sendToApp(), reading.stampToApp(), reading.appToHandler(),
                    reading.counts(), reading.cpu(), reading.allocatedBytes(), Optional.of(why));
        }

        @Override
        public void close() {
            receiving.close();
        }
    }
}
