package io.rxpath.config;

import java.util.List;

/** A sound configuration with one key a line, and ways to break it. */
final class SampleConfig {
    static final String ORIGIN = "sample.conf";
    static final String TEXT = """
            rxpath {
              limits {
                steal-floor = 20us
                fast-hit = 50us
                low-yield-packets-per-ms = 1
              }
              journal {
                enabled = true
                directory = "rxpath-journal"
                ring-records = 65536
                packets = all
                sync = none
                roll = hourly
                reserve = 64MiB
                retention { max-age = 7d, max-size = 100GiB }
              }
              housekeeping { cpu = 0 }
              start { rehearse = 1s }
              workers = [
                {
                  name = md1
                  cpu = 1
                  engine = blocking
                  batch = 64
                  max-payload = 2KiB
                  source-port = true
                  witness = own
                  stop-on-handler-error = false
                  busy-poll { window = 50us, prefer = false, budget = 8 }
                  sockets = [
                    {
                      name = cme-a
                      venue = CME
                      channel = "310"
                      framing = cme-mdp3
                      line = A
                      critical = true
                      device = eth1
                      group = 224.0.31.64
                      source = 198.51.100.7
                      bind = 224.0.31.64
                      port = 14340
                      receive-buffer = 8MiB
                    }
                  ]
                }
                {
                  name = md2
                  cpu = 2
                  engine = interrupt
                  sockets = [ { name = plain, bind = 192.0.2.5, port = 9000 } ]
                }
              ]
            }
            """;

    private SampleConfig() {
    }

    /** The sample with the first {@code from} replaced. */
    static String with(String from, String to) {
        final int at = TEXT.indexOf(from);
        if (at < 0) {
            throw new IllegalArgumentException("the sample has no " + from);
        }
        return TEXT.substring(0, at) + to + TEXT.substring(at + from.length());
    }

    /** The line of the first {@code from} in the sample. */
    static int line(String from) {
        return 1 + (int) TEXT.substring(0, TEXT.indexOf(from)).chars().filter(it -> it == '\n').count();
    }

    /** What is wrong with {@code text}; empty where nothing is. */
    static List<Finding> findings(String text) {
        try {
            ConfigLoader.parse(text, ORIGIN);
            return List.of();
        } catch (ConfigException wrong) {
            return wrong.findings();
        }
    }
}
