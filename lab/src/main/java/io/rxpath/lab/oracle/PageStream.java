package io.rxpath.lab.oracle;

import java.lang.foreign.MemorySegment;

/** The records of one CPU's pages, translated. */
final class PageStream implements RecordStream {
    private final MemorySegment pages;
    private final PageCursor cursor;
    private final TraceHeader header;
    private final EventShape[] shapes;
    private final int cpu;

    /** Reads a CPU's pages; {@code shapes} has each event at the index of its id. */
    PageStream(MemorySegment pages, TraceHeader header, EventShape[] shapes, int cpu) {
        this.pages = pages;
        this.cursor = new PageCursor(pages, header.layout(), TraceHeader.pagesOf(cpu));
        this.header = header;
        this.shapes = shapes;
        this.cpu = cpu;
    }

    long missed() {
        return cursor.missed();
    }

    @Override
    public boolean next() {
        return cursor.next();
    }

    @Override
    public long timeNs() {
        return cursor.timeNs();
    }

    @Override
    public void addTo(Trace.Builder trace) {
        long record = cursor.dataOffset();
        if (cursor.dataBytes() < header.commonBytes()) {
            throw damaged("a record of " + cursor.dataBytes() + " bytes, too short for any event");
        }
        int id = (int) header.type().read(pages, record);
        EventShape shape = id >= 0 && id < shapes.length ? shapes[id] : null;
        if (shape == null) {
            throw damaged("a record of event " + id + ", which was not recorded");
        }
        if (cursor.dataBytes() < shape.minBytes()) {
            throw damaged("a record of " + cursor.dataBytes() + " bytes, too short for " + shape.kind());
        }
        TraceEvent kind = shape.kind();
        long address = shape.address().read(pages, record);
        int a = (int) shape.a().read(pages, record);
        int b = (int) shape.b().read(pages, record);
        if (kind == TraceEvent.SWITCH_OUT) {
            if (address != header.tid()) {
                kind = TraceEvent.SWITCH_IN;
                a = 0;
                b = (int) address;
            }
            address = 0;
        } else if (kind == TraceEvent.TIMER_EXPIRE) {
            a = address == header.watchdog() && address != 0 ? 1 : 0;
        }
        trace.add(kind, cursor.timeNs(), cpu, (int) header.pid().read(pages, record),
                (int) header.flags().read(pages, record), address, a, b, device(shape, record, trace));
    }

    private int device(EventShape shape, long record, Trace.Builder trace) {
        if (shape.device().bytes() == 0) {
            return Trace.NO_DEVICE;
        }
        int location = (int) shape.device().read(pages, record);
        int offset = location & 0xffff;
        int length = location >>> 16;
        if (offset + length > cursor.dataBytes()) {
            throw damaged("a name that goes beyond its record");
        }
        return trace.devices().index(pages, record + offset, length);
    }

    private TraceException damaged(String what) {
        return new TraceException(TraceHeader.pagesOf(cpu) + " at byte " + cursor.dataOffset() + ": " + what
                + ": the recording is damaged");
    }
}
