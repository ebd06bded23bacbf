package io.rxpath.lab.oracle;

/** One source of records, in the order of their times. */
interface RecordStream {
    /** Moves to the next record; false where there is none left. */
    boolean next();

    /** When the record was written. */
    long timeNs();

    /** Adds the record to a trace. */
    void addTo(Trace.Builder trace);
}
