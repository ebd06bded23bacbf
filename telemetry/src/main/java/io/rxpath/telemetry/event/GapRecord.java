package io.rxpath.telemetry.event;

/**
 * The layout of a gap record: {@value #LENGTH} bytes, little-endian, in place of packet records that are missing.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>offset</th><th>width</th><th>field</th></tr>
 * <tr><td>0</td><td>8</td><td>number of the first missing packet</td></tr>
 * <tr><td>8</td><td>8</td><td>number of the last missing packet</td></tr>
 * <tr><td>16</td><td>8</td><td>how many are missing</td></tr>
 * <tr><td>24</td><td>8</td><td>app time of the first missing packet, CLOCK_REALTIME ns</td></tr>
 * <tr><td>32</td><td>8</td><td>app time of the last missing packet, CLOCK_REALTIME ns</td></tr>
 * <tr><td>40</td><td>12</td><td>0</td></tr>
 * <tr><td>52</td><td>2</td><td>worker</td></tr>
 * <tr><td>54</td><td>4</td><td>0</td></tr>
 * <tr><td>58</td><td>1</td><td>type (high four bits) and version, {@link JournalRecord}</td></tr>
 * <tr><td>59</td><td>1</td><td>reason, {@link GapReason}</td></tr>
 * <tr><td>60</td><td>4</td><td>0</td></tr>
 * </table>
 *
 * The gap stands for each number from first to last that the worker gave out: {@code count = last - first + 1}
 * unless the worker skipped numbers.
 */
public final class GapRecord {
    /** Bytes of a record. */
    public static final int LENGTH = JournalRecord.LENGTH;

    /** i64. */
    public static final int FIRST_NUMBER_OFFSET = 0;
    /** i64. */
    public static final int LAST_NUMBER_OFFSET = 8;
    /** i64. */
    public static final int COUNT_OFFSET = 16;
    /** i64, CLOCK_REALTIME ns. */
    public static final int FIRST_APP_OFFSET = 24;
    /** i64, CLOCK_REALTIME ns. */
    public static final int LAST_APP_OFFSET = 32;
    /** u16, saturating. */
    public static final int WORKER_OFFSET = PacketRecord.WORKER_OFFSET;
    /** u8. */
    public static final int REASON_OFFSET = 59;

    private GapRecord() {
    }
}
