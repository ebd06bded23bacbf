package io.rxpath.poller;

/** A spinning engine without a socket: each call returns one prepared packet, stamped in that call. */
final class PreparedEngine implements PollEngine {
    private static final long STAMPED_NS = 1;

    private final PollWindows windows;
    private final PreparedBatch prepared;

    /** Stamps by the record {@code thread} of the calls, in which the call under way is the newest. */
    PreparedEngine(ThreadRecord thread, PreparedBatch prepared) {
        windows = thread.windows();
        this.prepared = prepared;
    }

    @Override
    public int receive(PacketBatch batch, int most) {
        prepared.stamp(windows.enterNs(windows.calls() - 1) + STAMPED_NS);
        return 1;
    }

    @Override
    public int drain(int socket, PacketBatch batch) {
        return 0;
    }

    @Override
    public boolean polls() {
        return true;
    }

    @Override
    public EngineKind kind() {
        return EngineKind.SPINNING;
    }

    @Override
    public Arming arming() {
        return Arming.ARMED;
    }

    @Override
    public NapiView napi() {
        return PreparedCalls.DEFERRED;
    }

    @Override
    public NapiView napi(int socket) {
        return PreparedCalls.DEFERRED;
    }

    @Override
    public int sockets() {
        return 1;
    }

    @Override
    public long windowNs() {
        return 50_000;
    }

    @Override
    public int socket() {
        return 0;
    }

    @Override
    public void close() {
        prepared.close();
    }
}
