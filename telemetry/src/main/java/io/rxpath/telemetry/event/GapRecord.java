package io.rxpath.telemetry.event;

/**
 * The layout of a gap record: {@value #LENGTH} bytes, little-endian, in place of packet records that are missing.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>offset</th><th>width</th><th>field</th></tr>
 * <tr><td>0</td><td>8</td><td>number of the first missing packet</td></tr>
 * <tr><td>8</td><td>8</td><td>number of the last missing packet</td></tr>
 * <tr><td>16</td><td>8</td><td>how many are missing, -1 where that is not known</td></tr>
 * <tr><td>24</td><td>8</td><td>app time of the first missing packet, CLOCK_REALTIME ns</td></tr>
 * <tr><td>32</td><td>8</td><td>app time of the last missing packet, CLOCK_REALTIME ns</td></tr>
 * <tr><td>40</td><td>8</td><td>the run whose packets are missing, 0 for the run of this record</td></tr>
 * <tr><td>48</td><td>4</td><td>0</td></tr>
 * <tr><td>52</td><td>2</td><td>worker</td></tr>
 * <tr><td>54</td><td>4</td><td>0</td></tr>
 * <tr><td>58</td><td>1</td><td>type (high four bits) and version, {@link JournalRecord}</td></tr>
 * <tr><td>59</td><td>1</td><td>reason, {@link GapReason}</td></tr>
 * <tr><td>60</td><td>4</td><td>0</td></tr>
 * </table>
 *
 * The gap stands for each packet from first to last that was to be recorded: {@code count = last - first + 1} where the
 * packet policy records all. Packets that the policy leaves out are not counted, and lie between first and last too.
 *
 * <p>A gap of {@link GapReason#KILLED} is about an earlier run in the same folder, which it names. It says that after the
 * last record of a worker nothing is known until this run started: {@code first} is the number after the last one in the
 * journal, {@code last} and {@code count} are {@link #UNKNOWN}; the app times are that of the last record and the start
 * of this run. {@code first} is {@link #UNKNOWN} too where the worker's last record is too far back to be looked for.
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
    /** i64. */
    public static final int RUN_OFFSET = 40;
    /** u16, saturating. */
    public static final int WORKER_OFFSET = PacketRecord.WORKER_OFFSET;
    /** u8. */
    public static final int REASON_OFFSET = 59;

    /** A number or count that is not known. */
    public static final long UNKNOWN = -1;
    /** In place of a run: the run that the record belongs to. */
    public static final long THIS_RUN = 0;

    private GapRecord() {
    }
}
