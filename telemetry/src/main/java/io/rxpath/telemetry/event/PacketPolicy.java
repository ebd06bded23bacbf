package io.rxpath.telemetry.event;

/**
 * Which packets get a record. It decides by branch and packet number alone, so that both sides can use it: the writer to
 * choose, a reader to know how many packets a record stands for and which numbers may be missing without a loss.
 *
 * @param hotOneIn 1: every packet. N above 1: every packet that is not {@link Branch#HOT_POLL}, and of the hot ones those
 *     whose number is a multiple of N. 0: no packet
 */
public record PacketPolicy(int hotOneIn) {
    /** Every packet. */
    public static final PacketPolicy ALL = new PacketPolicy(1);
    /** No packet. */
    public static final PacketPolicy NONE = new PacketPolicy(0);
    /** The largest {@code hotOneIn}. */
    public static final int MAX_HOT_ONE_IN = 1_000_000;

    /** Refuses what is outside of 0 to {@link #MAX_HOT_ONE_IN}. */
    public PacketPolicy {
        if (hotOneIn < 0 || hotOneIn > MAX_HOT_ONE_IN) {
            throw new IllegalArgumentException(
                    "a packet policy of 1 in " + Integer.toUnsignedString(hotOneIn));
        }
    }

    /** Whether a packet gets a record. Allocates nothing. */
    public boolean records(Branch branch, long packetNumber) {
        return hotOneIn == 1 || hotOneIn != 0 && (branch != Branch.HOT_POLL || packetNumber % hotOneIn == 0);
    }

    /**
     * How many packets of its branch a recorded one stands for, on average over a run: 1, or {@link #hotOneIn} for a hot
     * one; 0 where none is recorded.
     */
    public long weight(Branch branch) {
        return branch == Branch.HOT_POLL ? hotOneIn : Math.min(hotOneIn, 1);
    }

    /**
     * Whether the policy alone may be why none of the packets from {@code first} to {@code last} has a record. Where it
     * is not, records were lost.
     *
     * @param first the number of the first packet without a record
     * @param last that of the last one, {@code first} or more
     */
    public boolean mayLeaveOut(long first, long last) {
        return hotOneIn != 1 && (hotOneIn == 0
                || Math.floorDiv(last, (long) hotOneIn) == Math.floorDiv(first - 1, (long) hotOneIn));
    }

    /** For a person: {@code all}, {@code none}, or {@code not hot, and 1 in 100 hot}. */
    @Override
    public String toString() {
        return switch (hotOneIn) {
            case 0 -> "none";
            case 1 -> "all";
            default -> "not hot, and 1 in " + hotOneIn + " hot";
        };
    }
}
