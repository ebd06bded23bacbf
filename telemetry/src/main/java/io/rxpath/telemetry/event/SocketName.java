package io.rxpath.telemetry.event;

/**
 * What the configuration says about a socket.
 *
 * @param worker the worker that reads it, 0 to 65535
 * @param socket the number that its records carry, unique within the worker, 0 to 65535
 * @param name its name
 * @param venue the market it brings, may be empty
 * @param channel the feed's channel, may be empty
 * @param critical whether decisions wait for it
 */
public record SocketName(int worker, int socket, String name, String venue, String channel,
        boolean critical) {
}
