package io.rxpath.telemetry.event;

/**
 * The layout of an end record: {@value #LENGTH} bytes, little-endian. It says that a worker's run ended in order, and is
 * the last record of that worker in the run.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>offset</th><th>width</th><th>field</th></tr>
 * <tr><td>0</td><td>8</td><td>the last packet number given out, -1 for none</td></tr>
 * <tr><td>8</td><td>8</td><td>how many packet numbers were given out</td></tr>
 * <tr><td>16</td><td>8</td><td>how many of them have a packet record in the run</td></tr>
 * <tr><td>24</td><td>8</td><td>how many were left out by the packet policy</td></tr>
 * <tr><td>32</td><td>8</td><td>when the run ended, CLOCK_REALTIME ns</td></tr>
 * <tr><td>40</td><td>12</td><td>0</td></tr>
 * <tr><td>52</td><td>2</td><td>worker</td></tr>
 * <tr><td>54</td><td>4</td><td>0</td></tr>
 * <tr><td>58</td><td>1</td><td>type (high four bits) and version, {@link JournalRecord}</td></tr>
 * <tr><td>59</td><td>5</td><td>0</td></tr>
 * </table>
 *
 * What was given out and is neither recorded nor left out is in the run's gap records.
 */
public final class EndRecord {
    /** Bytes of a record. */
    public static final int LENGTH = JournalRecord.LENGTH;

    /** i64. */
    public static final int LAST_NUMBER_OFFSET = 0;
    /** i64. */
    public static final int GIVEN_OUT_OFFSET = 8;
    /** i64. */
    public static final int RECORDED_OFFSET = 16;
    /** i64. */
    public static final int LEFT_OUT_OFFSET = 24;
    /** i64, CLOCK_REALTIME ns. */
    public static final int END_OFFSET = 32;
    /** u16, saturating. */
    public static final int WORKER_OFFSET = PacketRecord.WORKER_OFFSET;

    /** The last packet number where none was given out. */
    public static final long NO_NUMBER = -1;

    private EndRecord() {
    }
}
