package io.rxpath.feed;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a feed numbers its datagrams. */
public enum Framing {
    /** Not at all, or in a way that is not known here: datagrams are just bytes. */
    NONE("none"),
    /** Nasdaq MoldUDP64: {@link MoldUdp64}. */
    MOLDUDP64("moldudp64"),
    /** IEX Transport Protocol: {@link IexTp}. */
    IEX_TP("iex-tp"),
    /** CME Market Data Platform 3.0: {@link CmeMdp3}. */
    CME_MDP3("cme-mdp3");

    private final String word;

    Framing(String word) {
        this.word = word;
    }

    /** Its name in a configuration. */
    public String word() {
        return word;
    }

    /** The framing of a name in a configuration, if there is one. */
    public static Optional<Framing> ofWord(String word) {
        return Arrays.stream(values()).filter(framing -> framing.word.equals(word)).findFirst();
    }

    /** All names in a sentence: {@code none, moldudp64, iex-tp or cme-mdp3}. */
    public static String words() {
        String all = Arrays.stream(values()).map(Framing::word).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " or " + all.substring(last + 2);
    }

    /**
     * A new flyweight for its headers.
     *
     * @throws IllegalStateException for {@link #NONE}, which has no header
     */
    public FeedHeader header() {
        return switch (this) {
            case MOLDUDP64 -> new MoldUdp64();
            case IEX_TP -> new IexTp();
            case CME_MDP3 -> new CmeMdp3();
            case NONE -> throw new IllegalStateException("framing none has no header");
        };
    }
}
