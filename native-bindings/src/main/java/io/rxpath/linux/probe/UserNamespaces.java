package io.rxpath.linux.probe;

import io.rxpath.linux.Namespaces;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether an ordinary user may make a network namespace of its own through a user namespace, and if not, which
 * setting forbids it.
 */
final class UserNamespaces {
    private static final int CAP_SYS_ADMIN = 21;
    private static final long ATTEMPT_SECONDS = 5;

    private final HostFiles files;

    UserNamespaces(HostFiles files) {
        this.files = files;
    }

    Capability capability() {
        if (Namespaces.hasCapability(files.root(), CAP_SYS_ADMIN)) {
            return new Capability("user-namespaces", true,
                    "not needed: with CAP_SYS_ADMIN network namespaces are made without one");
        }
        Optional<String> restriction = restriction();
        if (restriction.isEmpty() && files.live()) {
            restriction = attempt();
        }
        return new Capability("user-namespaces", restriction.isEmpty(),
                restriction.orElse("an ordinary user may make network namespaces (user.max_user_namespaces "
                        + files.text("proc/sys/user/max_user_namespaces", "not told") + ")"));
    }

    /** The setting that forbids it, with the remedy; empty where none does. */
    Optional<String> restriction() {
        if (!files.exists("proc/self/ns/user") && !files.exists("proc/sys/user/max_user_namespaces")) {
            return Optional.of("this kernel was built without CONFIG_USER_NS: run as root");
        }
        if (files.text("proc/sys/user/max_user_namespaces").equals("0")) {
            return forbidden("user.max_user_namespaces=0", "user.max_user_namespaces=15000");
        }
        if (files.text("proc/sys/kernel/unprivileged_userns_clone").equals("0")) {
            return forbidden("kernel.unprivileged_userns_clone=0", "kernel.unprivileged_userns_clone=1");
        }
        if (files.text("proc/sys/kernel/apparmor_restrict_unprivileged_userns").equals("1")) {
            return forbidden("kernel.apparmor_restrict_unprivileged_userns=1",
                    "kernel.apparmor_restrict_unprivileged_userns=0");
        }
        return Optional.empty();
    }

    private static Optional<String> forbidden(String setting, String remedy) {
        return Optional.of(setting + " forbids user namespaces: run as root, or as root: sysctl " + remedy);
    }

    /** Tries what no setting forbids: a container's profile or a security module may still. */
    private static Optional<String> attempt() {
        Process process = null;
        try {
            process = new ProcessBuilder("unshare", "-Urn", "true").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            boolean ended = process.waitFor(ATTEMPT_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("`unshare -Urn true` fails although no setting forbids it: a container's"
                            + " seccomp profile or a security module does; run as root or outside the"
                            + " container");
        } catch (IOException e) {
            return Optional.of("the unshare command is missing: install util-linux");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while trying `unshare -Urn true`");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
