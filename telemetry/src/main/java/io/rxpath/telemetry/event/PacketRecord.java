package io.rxpath.telemetry.event;

/**
 * The layout of a packet record: {@value #LENGTH} bytes, little-endian, every field on its natural boundary.
 *
 * <table>
 * <caption>Fields</caption>
 * <tr><th>offset</th><th>width</th><th>field</th></tr>
 * <tr><td>0</td><td>8</td><td>ingress: stamp nearest to the NIC, CLOCK_REALTIME ns, 0 without a stamp</td></tr>
 * <tr><td>8</td><td>8</td><td>app: end of the receive call that returned the packet, CLOCK_REALTIME ns</td></tr>
 * <tr><td>16</td><td>8</td><td>steal, ns</td></tr>
 * <tr><td>24</td><td>8</td><td>packet number, unique within run and worker</td></tr>
 * <tr><td>32</td><td>8</td><td>regime word, {@link RegimeWord}</td></tr>
 * <tr><td>40</td><td>4</td><td>NAPI id, 0 for none</td></tr>
 * <tr><td>44</td><td>4</td><td>settings epoch, 0 for not observed</td></tr>
 * <tr><td>48</td><td>4</td><td>unseen, ns; 4294967295 when longer or not bounded</td></tr>
 * <tr><td>52</td><td>2</td><td>worker</td></tr>
 * <tr><td>54</td><td>2</td><td>socket</td></tr>
 * <tr><td>56</td><td>2</td><td>length of the payload received, bytes</td></tr>
 * <tr><td>58</td><td>1</td><td>type (high four bits) and version, {@link JournalRecord}</td></tr>
 * <tr><td>59</td><td>1</td><td>branch (high four bits) and deliverer</td></tr>
 * <tr><td>60</td><td>1</td><td>cause (high four bits) and via</td></tr>
 * <tr><td>61</td><td>1</td><td>evidence (high four bits) and stamp provenance</td></tr>
 * <tr><td>62</td><td>1</td><td>index within the batch</td></tr>
 * <tr><td>63</td><td>1</td><td>flags, {@link PacketFlags}</td></tr>
 * </table>
 */
public final class PacketRecord {
    /** Bytes of a record. */
    public static final int LENGTH = JournalRecord.LENGTH;

    /** i64, CLOCK_REALTIME ns. */
    public static final int INGRESS_OFFSET = 0;
    /** i64, CLOCK_REALTIME ns. */
    public static final int APP_OFFSET = 8;
    /** i64, ns. */
    public static final int STEAL_OFFSET = 16;
    /** i64. */
    public static final int PACKET_NUMBER_OFFSET = 24;
    /** i64. */
    public static final int REGIME_WORD_OFFSET = 32;
    /** u32. */
    public static final int NAPI_ID_OFFSET = 40;
    /** u32. */
    public static final int SETTINGS_EPOCH_OFFSET = 44;
    /** u32, ns, saturating. */
    public static final int UNSEEN_OFFSET = 48;
    /** u16, saturating. */
    public static final int WORKER_OFFSET = 52;
    /** u16, saturating. */
    public static final int SOCKET_OFFSET = 54;
    /** u16, bytes, saturating. */
    public static final int LENGTH_OFFSET = 56;
    /** u8. */
    public static final int TYPE_VERSION_OFFSET = JournalRecord.TYPE_VERSION_OFFSET;
    /** u8. */
    public static final int BRANCH_DELIVERER_OFFSET = 59;
    /** u8. */
    public static final int CAUSE_VIA_OFFSET = 60;
    /** u8. */
    public static final int EVIDENCE_PROVENANCE_OFFSET = 61;
    /** u8, saturating. */
    public static final int BATCH_INDEX_OFFSET = 62;
    /** u8. */
    public static final int FLAGS_OFFSET = 63;

    /** Where {@code unseen} stays when it is longer, ns. */
    public static final long MAX_UNSEEN_NS = 0xffff_ffffL;
    /** Where worker, socket and length stay when they are larger. */
    public static final int MAX_U16 = 0xffff;
    /** Where the batch index stays when it is larger. */
    public static final int MAX_U8 = 0xff;

    private PacketRecord() {
    }
}
