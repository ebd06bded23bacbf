package io.rxpath.lab.oracle;

/**
 * A kernel event as its records are laid out.
 *
 * @param id what the records' common_type says
 * @param kind what they become; {@link TraceEvent#SWITCH_OUT} stands for both directions
 * @param address where the column {@code address} comes from; of a switch the thread that leaves
 * @param a where the column {@code a} comes from
 * @param b where the column {@code b} comes from
 * @param device a data location: offset in the lower, length in the upper 16 bits
 */
record EventShape(int id, TraceEvent kind, RecordField address, RecordField a, RecordField b,
        RecordField device) {
    EventShape {
        if (id < 0 || id > 0xffff) {
            throw new IllegalArgumentException("event id " + id + " does not fit into a trace record");
        }
        if (device.bytes() != 0 && device.bytes() != 4) {
            throw new IllegalArgumentException("the device's name of event " + id + " is a field of "
                    + device.bytes() + " bytes, not a data location");
        }
    }

    /** How long a record is at least. */
    int minBytes() {
        return Math.max(Math.max(address.end(), a.end()), Math.max(b.end(), device.end()));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return id + " " + kind + " " + address + " " + a + " " + b + " " + device;
    }

    static EventShape parse(String text) {
        String[] words = text.split(" ");
        if (words.length != 6) {
            throw new IllegalArgumentException("'" + text + "' is no event");
        }
        return new EventShape(Integer.parseInt(words[0]), TraceEvent.valueOf(words[1]),
                RecordField.parse(words[2]), RecordField.parse(words[3]), RecordField.parse(words[4]),
                RecordField.parse(words[5]));
    }
}
