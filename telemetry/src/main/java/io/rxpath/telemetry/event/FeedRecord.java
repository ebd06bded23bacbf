package io.rxpath.telemetry.event;

/**
 * The layout of a feed record: {@value #LENGTH} bytes, little-endian, one for each thing that is rare on a feed.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>offset</th><th>width</th><th>field</th></tr>
 * <tr><td>0</td><td>8</td><td>number of the first message it is about, as the feed counts</td></tr>
 * <tr><td>8</td><td>8</td><td>how many messages, packets or datagrams, {@link FeedEventKind}</td></tr>
 * <tr><td>16</td><td>8</td><td>number of the packet that told it, unique within run and worker</td></tr>
 * <tr><td>24</td><td>8</td><td>app time of that packet, CLOCK_REALTIME ns</td></tr>
 * <tr><td>32</td><td>8</td><td>when the messages were first skipped, CLOCK_REALTIME ns, 0 where none were</td></tr>
 * <tr><td>40</td><td>8</td><td>session in force with that packet, first word; 0 where there is none</td></tr>
 * <tr><td>48</td><td>2</td><td>session, the rest</td></tr>
 * <tr><td>50</td><td>2</td><td>0</td></tr>
 * <tr><td>52</td><td>2</td><td>worker</td></tr>
 * <tr><td>54</td><td>2</td><td>socket of the line that it is about, or whose packet told it</td></tr>
 * <tr><td>56</td><td>2</td><td>0</td></tr>
 * <tr><td>58</td><td>1</td><td>type (high four bits) and version, {@link JournalRecord}</td></tr>
 * <tr><td>59</td><td>1</td><td>kind, {@link FeedEventKind}</td></tr>
 * <tr><td>60</td><td>1</td><td>scope, {@link FeedScope}</td></tr>
 * <tr><td>61</td><td>3</td><td>0</td></tr>
 * </table>
 *
 * The first word of a session is the first eight bytes of a MoldUDP64 session as one big-endian number, the rest its last
 * two; for IEX-TP the channel in the high and the session in the low 32 bits.
 */
public final class FeedRecord {
    /** Bytes of a record. */
    public static final int LENGTH = JournalRecord.LENGTH;

    /** i64. */
    public static final int FIRST_OFFSET = 0;
    /** i64. */
    public static final int COUNT_OFFSET = 8;
    /** i64. */
    public static final int PACKET_NUMBER_OFFSET = 16;
    /** i64, CLOCK_REALTIME ns. */
    public static final int APP_OFFSET = 24;
    /** i64, CLOCK_REALTIME ns. */
    public static final int SINCE_OFFSET = 32;
    /** i64. */
    public static final int SESSION_OFFSET = 40;
    /** u16. */
    public static final int SESSION_REST_OFFSET = 48;
    /** u16, saturating. */
    public static final int WORKER_OFFSET = PacketRecord.WORKER_OFFSET;
    /** u16, saturating. */
    public static final int SOCKET_OFFSET = PacketRecord.SOCKET_OFFSET;
    /** u8. */
    public static final int KIND_OFFSET = 59;
    /** u8. */
    public static final int SCOPE_OFFSET = 60;

    private FeedRecord() {
    }
}
