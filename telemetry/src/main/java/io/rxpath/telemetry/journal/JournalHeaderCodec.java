package io.rxpath.telemetry.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.event.SocketName;
import io.rxpath.telemetry.event.WorkerName;

/**
 * A header on disk: 64 fixed bytes, then strings; little-endian. A string is a u32 count of bytes and that much
 * UTF-8.
 *
 * <table>
 * <caption>Fixed part</caption>
 * <tr><th>offset</th><th>width</th><th>field</th></tr>
 * <tr><td>0</td><td>8</td><td>magic, the bytes {@code RXPATHJ} and 0</td></tr>
 * <tr><td>8</td><td>8</td><td>run id</td></tr>
 * <tr><td>16</td><td>8</td><td>start time, CLOCK_REALTIME ns</td></tr>
 * <tr><td>24</td><td>8</td><td>steal floor, ns</td></tr>
 * <tr><td>32</td><td>8</td><td>fast hit, ns</td></tr>
 * <tr><td>40</td><td>8</td><td>low yield, packets per ms, IEEE 754 double</td></tr>
 * <tr><td>48</td><td>4</td><td>ring capacity, slots</td></tr>
 * <tr><td>52</td><td>4</td><td>process id</td></tr>
 * <tr><td>56</td><td>2</td><td>minor format version</td></tr>
 * <tr><td>58</td><td>1</td><td>type (high four bits) and major format version</td></tr>
 * <tr><td>59</td><td>1</td><td>0</td></tr>
 * <tr><td>60</td><td>4</td><td>bytes of the header, the fixed part included</td></tr>
 * </table>
 *
 * Then: host, rxpath version and kernel release; u32 count of workers, each u16 and name; u32 count of sockets, each
 * u16 worker, u16 socket, name, venue, channel and u8 critical; u32 count of attributes, each key and value. A newer
 * minor version may add bytes behind; a reader skips them.
 */
final class JournalHeaderCodec {
    /** The first eight bytes of a header. */
    static final long MAGIC = ByteBuffer.wrap("RXPATHJ\0".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN).getLong();
    static final int MINOR_VERSION = 0;

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int MAX_U16 = 0xffff;
    private static final int LENGTH_OFFSET = 60;

    private JournalHeaderCodec() {
    }

    /** The bytes of a header. */
    static DirectBuffer encode(JournalHeader header) {
        final Output out = new Output();
        out.string(header.host());
        out.string(header.rxpathVersion());
        out.string(header.kernelRelease());
        out.u32(header.workers().size());
        for (final WorkerName worker : header.workers()) {
            out.u16(worker.worker());
            out.string(worker.name());
        }
        out.u32(header.sockets().size());
        for (final SocketName socket : header.sockets()) {
            out.u16(socket.worker());
            out.u16(socket.socket());
            out.string(socket.name());
            out.string(socket.venue());
            out.string(socket.channel());
            out.u8(socket.critical() ? 1 : 0);
        }
        out.u32(header.attributes().size());
        header.attributes().forEach((key, value) -> {
            out.string(key);
            out.string(value);
        });
        final ExpandableArrayBuffer buffer = out.buffer;
        buffer.putLong(0, MAGIC, ORDER);
        buffer.putLong(8, header.runId(), ORDER);
        buffer.putLong(16, header.startTimeNs(), ORDER);
        buffer.putLong(24, header.stealFloorNs(), ORDER);
        buffer.putLong(32, header.fastHitNs(), ORDER);
        buffer.putDouble(40, header.lowYieldPerMs(), ORDER);
        buffer.putInt(48, header.ringCapacity(), ORDER);
        buffer.putInt(52, (int) header.pid(), ORDER);
        buffer.putShort(56, (short) MINOR_VERSION, ORDER);
        buffer.putByte(JournalRecord.TYPE_VERSION_OFFSET, JournalRecord.typeVersion(RecordType.HEADER));
        buffer.putByte(59, (byte) 0);
        buffer.putInt(LENGTH_OFFSET, out.position, ORDER);
        return new UnsafeBuffer(buffer, 0, out.position);
    }

    /** Whether a document starts with a header of any version. */
    static boolean isHeader(DirectBuffer buffer, int length) {
        return length >= JournalRecord.LENGTH && buffer.getLong(0, ORDER) == MAGIC
                && JournalRecord.type(buffer, 0) == RecordType.HEADER;
    }

    /** Bytes of the header at the start of a document of {@code length} bytes; what is behind it are records. */
    static int length(DirectBuffer buffer, int length) {
        // Clamped: a damaged length may be anything, a negative one too.
        return Math.clamp(buffer.getInt(LENGTH_OFFSET, ORDER), JournalRecord.LENGTH, length);
    }

    /**
     * The header at the start of a document.
     *
     * @param length bytes of the document
     * @param where the folder, for the sentence of an exception
     * @throws JournalVersionException if its major version is newer than this one's
     * @throws JournalException if it is damaged
     */
    static JournalHeader decode(DirectBuffer buffer, int length, String where) {
        final int version = JournalRecord.version(buffer, 0);
        if (version > JournalRecord.VERSION) {
            throw new JournalVersionException(where, version, JournalRecord.VERSION);
        }
        try {
            return decode(buffer, new Input(buffer, length(buffer, length)));
        } catch (final IllegalArgumentException e) {
            throw new JournalException("A header of the journal in " + where + " is damaged ("
                    + e.getMessage() + "): its run cannot be read; name another folder.", e);
        }
    }

    private static JournalHeader decode(DirectBuffer buffer, Input in) {
        final String host = in.string();
        final String rxpathVersion = in.string();
        final String kernelRelease = in.string();
        final List<WorkerName> workers = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            workers.add(new WorkerName(in.u16(), in.string()));
        }
        final List<SocketName> sockets = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            sockets.add(
                    new SocketName(in.u16(), in.u16(), in.string(), in.string(), in.string(), in.u8() != 0));
        }
        final Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = in.count(); i > 0; i--) {
            attributes.put(in.string(), in.string());
        }
        return new JournalHeader(buffer.getLong(8, ORDER), buffer.getLong(16, ORDER),
                buffer.getLong(24, ORDER), buffer.getLong(32, ORDER), buffer.getDouble(40, ORDER),
                buffer.getInt(48, ORDER), Integer.toUnsignedLong(buffer.getInt(52, ORDER)), host,
                rxpathVersion, kernelRelease, workers, sockets, attributes);
    }

    /** Appends behind the fixed part. */
    private static final class Output {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
        int position = JournalRecord.LENGTH;

        void u8(int value) {
            buffer.putByte(position, (byte) value);
            position++;
        }

        void u16(int value) {
            if (value < 0 || value > MAX_U16) {
                throw new IllegalArgumentException(
                        "A worker or socket number is 0 to 65535, not " + value + ".");
            }
            buffer.putShort(position, (short) value, ORDER);
            position += Short.BYTES;
        }

        void u32(int value) {
            buffer.putInt(position, value, ORDER);
            position += Integer.BYTES;
        }

        void string(String value) {
            final byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            u32(bytes.length);
            buffer.putBytes(position, bytes);
            position += bytes.length;
        }
    }

    /** Reads behind the fixed part and trusts nothing that it reads. */
    private static final class Input {
        private final DirectBuffer buffer;
        private final int end;
        private int position = JournalRecord.LENGTH;

        Input(DirectBuffer buffer, int end) {
            this.buffer = buffer;
            this.end = end;
        }

        int u8() {
            return buffer.getByte(advance(1)) & 0xff;
        }

        int u16() {
            return buffer.getShort(advance(Short.BYTES), ORDER) & MAX_U16;
        }

        int count() {
            final int count = buffer.getInt(advance(Integer.BYTES), ORDER);
            if (count < 0 || count > end - position) {
                throw new IllegalArgumentException("a count of " + Integer.toUnsignedLong(count));
            }
            return count;
        }

        String string() {
            final byte[] bytes = new byte[count()];
            buffer.getBytes(advance(bytes.length), bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private int advance(int bytes) {
            if (bytes > end - position) {
                throw new IllegalArgumentException("it ends after " + end + " bytes");
            }
            final int at = position;
            position += bytes;
            return at;
        }
    }
}
