package io.rxpath;

import java.util.List;

/**
 * Handlers that do nothing, of three classes: a call that has met three is compiled as a call, and not as the body of
 * the one handler that was seen, which the first packet of another would throw away.
 */
final class SilentHandlers {
    private static final List<FeedHandler> ALL = List.of((payload, offset, length, tag) -> {
    }, (payload, offset, length, tag) -> {
    }, (payload, offset, length, tag) -> {
    });

    private SilentHandlers() {
    }

    /** One of them. */
    static FeedHandler of(int number) {
        return ALL.get(number % ALL.size());
    }
}
