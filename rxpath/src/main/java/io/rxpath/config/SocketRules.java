package io.rxpath.config;

import java.net.Inet6Address;
import java.net.InetAddress;

/** The rules of one socket, its name apart. */
final class SocketRules {
    /** IFNAMSIZ - 1, linux/if.h. */
    private static final int DEVICE_CHARACTERS = 15;

    private final String path;
    private final SocketConfig socket;
    private final Findings findings;

    SocketRules(String path, SocketConfig socket, Findings findings) {
        this.path = path;
        this.socket = socket;
        this.findings = findings;
    }

    void check() {
        findings.rule(socket.port() >= 1 && socket.port() <= 65_535, path + ".port", socket.port(),
                "a UDP port from 1 to 65535");
        final int buffer = socket.receiveBufferBytes();
        findings.rule(buffer >= 4 << 10 && buffer <= 1 << 30, path + ".receive-buffer",
                Quantity.SIZE.format(buffer), "a size from 4KiB to 1GiB");
        label(path + ".venue", socket.venue());
        label(path + ".channel", socket.channel());
        findings.rule(
                socket.line().length() <= SocketConfig.LINE_CHARACTERS
                        && socket.line().chars().noneMatch(Character::isISOControl),
                path + ".line", "longer or holds control characters",
                "a text of up to " + SocketConfig.LINE_CHARACTERS + " characters");
        final String device = socket.device();
        findings.rule(device == null || device.matches("[^\\s/:\\p{Cntrl}]{1," + DEVICE_CHARACTERS + "}"),
                path + ".device", '"' + device + '"', "the name of a network device, as ip link shows it,");
        if (socket.group() != null) {
            group();
        } else if (findings.sound(path + ".group")) {
            ungrouped();
        }
    }

    private void label(String labelPath, String text) {
        findings.rule(
                text.length() <= ConfigRules.NAME_CHARACTERS
                        && text.chars().noneMatch(Character::isISOControl),
                labelPath, "longer or holds control characters",
                "a text of up to " + ConfigRules.NAME_CHARACTERS + " characters");
    }

    private void group() {
        findings.rule(socket.group().isMulticastAddress(), path + ".group", socket.group().getHostAddress(),
                "a multicast address (224.0.0.0/4 or ff00::/8)");
        if (socket.device() == null && findings.sound(path + ".device")) {
            findings.add(path + ".device", "is missing: the network device that carries the group "
                    + socket.group().getHostAddress() + " is wanted");
        }
        if (socket.source() != null) {
            sameFamily("source", socket.source());
            findings.rule(!socket.source().isMulticastAddress() && !socket.source().isAnyLocalAddress(),
                    path + ".source", socket.source().getHostAddress(), "the address of one sender");
        }
        if (socket.bindAddress() != null) {
            sameFamily("bind", socket.bindAddress());
            // Another address would bind, and then receive nothing of the group.
            findings.rule(
                    socket.bindAddress().isAnyLocalAddress() || socket.bindAddress().equals(socket.group()),
                    path + ".bind", socket.bindAddress().getHostAddress(),
                    "for a socket with a group the group itself, the wildcard address or no address");
        }
    }

    private void sameFamily(String key, InetAddress address) {
        if (address.getAddress().length != socket.group().getAddress().length) {
            findings.rule(path + "." + key,
                    "is " + address.getHostAddress() + ": an address of the same family as the group "
                            + socket.group().getHostAddress() + " is wanted");
        }
    }

    private void ungrouped() {
        if (socket.source() != null) {
            findings.rule(path + ".source", "is " + socket.source().getHostAddress()
                    + ", but there is no group: a source is wanted only with the group it sends to");
        }
        if (socket.bindAddress() != null && socket.bindAddress().isMulticastAddress()) {
            findings.rule(path + ".bind", "is " + socket.bindAddress().getHostAddress()
                    + ": a multicast address is wanted at group, which joins it");
        }
        if (socket.bindAddress() instanceof Inet6Address address && address.isLinkLocalAddress()
                && socket.device() == null && findings.sound(path + ".device")) {
            findings.rule(path + ".bind", "is " + address.getHostAddress()
                    + ", which each device may have: the device it is meant on is wanted at device");
        }
    }
}
