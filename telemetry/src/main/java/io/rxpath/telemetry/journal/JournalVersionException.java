package io.rxpath.telemetry.journal;

/** A journal was written by a newer rxpath than this one. */
public final class JournalVersionException extends JournalException {
    private static final long serialVersionUID = 1;

    private final int found;
    private final int supported;

    /**
     * Creates the exception.
     *
     * @param where the folder
     * @param found the major format version in the journal
     * @param supported the newest that this version reads
     */
    public JournalVersionException(String where, int found, int supported) {
        super("The journal in " + where + " has format version " + found
                + " and this rxpath knows versions up to " + supported
                + ": use the rxpath that wrote it or a newer one, or name another folder.");
        this.found = found;
        this.supported = supported;
    }

    /** The major format version in the journal. */
    public int found() {
        return found;
    }

    /** The newest major format version that this version reads. */
    public int supported() {
        return supported;
    }
}
