package io.rxpath.bench.contender;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that changes a setting, prints what it is then, and is ended before it puts it back. */
final class SettingToKill {
    private SettingToKill() {
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        new HostSetting("setting", file, List.of()).to(70);
        System.out.println(Files.readString(file).strip());
        Thread.sleep(60_000); // until it is ended
    }
}
