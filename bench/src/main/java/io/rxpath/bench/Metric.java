package io.rxpath.bench;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

import io.rxpath.lab.report.Percentiles;

/** A figure that contenders are compared by. */
public enum Metric {
    /** Median from when a packet was due to be sent to the end of the receive call. */
    SEND_TO_APP_P50("send to app p50", "sendToAppP50Ns", reading -> p50(reading.sendToApp().percentiles())),
    /** 99th percentile of the same. */
    SEND_TO_APP_P99("send to app p99", "sendToAppP99Ns", reading -> p99(reading.sendToApp().percentiles())),
    /** 99.9th percentile of the same. */
    SEND_TO_APP_P999("send to app p99.9", "sendToAppP999Ns",
            reading -> p999(reading.sendToApp().percentiles())),
    /** Median from the kernel's stamp to the end of the receive call. */
    STAMP_TO_APP_P50("stamp to app p50", "stampToAppP50Ns",
            reading -> p50(reading.stampToApp().percentiles())),
    /** 99th percentile of the same. */
    STAMP_TO_APP_P99("stamp to app p99", "stampToAppP99Ns",
            reading -> p99(reading.stampToApp().percentiles())),
    /** Median from the end of the receive call to the handler: what the receiver itself costs. */
    APP_TO_HANDLER_P50("app to handler p50", "appToHandlerP50Ns",
            reading -> p50(reading.appToHandler().percentiles())),
    /** 99th percentile of the same. */
    APP_TO_HANDLER_P99("app to handler p99", "appToHandlerP99Ns",
            reading -> p99(reading.appToHandler().percentiles())),
    /** Heap that the receiving thread allocates for a packet. */
    ALLOCATED("bytes allocated/packet", "allocatedBytesPerPacket", Unit.BYTES,
            reading -> allocated(reading.allocatedBytes(), reading.measured())),
    /** CPU time of the receiving thread for each packet: where it polls without a pause, the price of that. */
    CPU_PER_PACKET("CPU/packet", "cpuPerPacketNs",
            reading -> reading.cpu().ns() < 0
                    ? OptionalDouble.empty()
                    : share(reading.cpu().ns(), reading.measured())),
    /** CPU time that a packet takes which lies in the queue already. */
    DRAIN("CPU/queued packet", "drainCpuNs",
            reading -> share(reading.cpu().drainNs(), reading.cpu().drained())),
    /** CPU time of the receiving thread over the wall time. */
    CPU("poll thread CPU", "cpuShare", Unit.SHARE,
            reading -> reading.cpu().ns() < 0
                    ? OptionalDouble.empty()
                    : share(reading.cpu().ns(), reading.cpu().wallNs()));

    /** What a figure is in. */
    public enum Unit {
        /** Nanoseconds. */
        NS,
        /** Bytes. */
        BYTES,
        /** Of the wall time, 0 to 1. */
        SHARE
    }

    private final String title;
    private final String key;
    private final Unit unit;
    private final Function<Reading, OptionalDouble> figure;

    Metric(String title, String key, Function<Reading, OptionalDouble> figure) {
        this(title, key, Unit.NS, figure);
    }

    Metric(String title, String key, Unit unit, Function<Reading, OptionalDouble> figure) {
        this.title = title;
        this.key = key;
        this.unit = unit;
        this.figure = figure;
    }

    /** What a person reads. */
    public String title() {
        return title;
    }

    /** What a program reads; names the unit. */
    public String key() {
        return key;
    }

    /** What it is in. */
    public Unit unit() {
        return unit;
    }

    /** The figure; empty where it was not measured or from too few packets to mean something. */
    public OptionalDouble of(Reading reading) {
        return figure.apply(reading);
    }

    private static OptionalDouble share(long part, long whole) {
        return whole <= 0 ? OptionalDouble.empty() : OptionalDouble.of(part / (double) whole);
    }

    private static OptionalDouble allocated(OptionalLong bytes, long packets) {
        return bytes.isEmpty() ? OptionalDouble.empty() : share(bytes.getAsLong(), packets);
    }

    private static OptionalDouble p50(Percentiles values) {
        return values.empty() ? OptionalDouble.empty() : OptionalDouble.of(values.p50Ns());
    }

    private static OptionalDouble p99(Percentiles values) {
        return values.enoughForP99() ? OptionalDouble.of(values.p99Ns()) : OptionalDouble.empty();
    }

    private static OptionalDouble p999(Percentiles values) {
        return values.enoughForP999() ? OptionalDouble.of(values.p999Ns()) : OptionalDouble.empty();
    }
}
