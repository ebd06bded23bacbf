package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    @Test
    void thePackagedListIsTheFileOfTheLauncher() throws IOException {
        final List<String> file = Files
                .readAllLines(Path.of(System.getProperty("rxpath.root"), "conf", "jvm.flags"));
        assertEquals(file.stream().filter(line -> line.startsWith("-")).toList(), JvmFlags.required(true));
    }

    @Test
    void theJournalNeedsMore() {
        final List<String> without = JvmFlags.required(false);
        final List<String> with = JvmFlags.required(true);
        assertTrue(without.contains("--enable-native-access=ALL-UNNAMED"));
        assertEquals(without, with.subList(0, without.size()));
        assertTrue(with.size() > without.size());
        assertTrue(without.stream().noneMatch(flag -> flag.contains("chronicle")));
    }

    @Test
    void thisJvmHasAll() {
        assertEquals(Optional.empty(), JvmFlags.missing(true));
        JvmFlags.check(true);
    }

    @Test
    void eachMissingOneIsPrintedVerbatim() {
        for (String flag : JvmFlags.required(true)) {
            final List<String> others = new ArrayList<>(JvmFlags.required(true));
            others.remove(flag);
            final String sentence = JvmFlags.missing(others, true).orElseThrow();
            assertTrue(sentence.contains(" " + flag + " "), sentence);
            assertTrue(sentence.contains("conf/jvm.flags"), sentence);
            assertEquals(JvmFlags.required(false).contains(flag), JvmFlags.missing(others, false).isPresent(),
                    flag);
        }
    }

    @Test
    void listsAndOtherFlagsAround() {
        final List<String> arguments = new ArrayList<>(JvmFlags.required(true));
        arguments.add("-Xmx1g");
        arguments.replaceAll(flag -> flag.equals("--enable-native-access=ALL-UNNAMED")
                ? "--enable-native-access=some.module,ALL-UNNAMED"
                : flag);
        assertEquals(Optional.empty(), JvmFlags.missing(arguments, true));
    }

    @Test
    void theLastValueCounts() {
        final List<String> arguments = new ArrayList<>(JvmFlags.required(true));
        arguments.add("-Dchronicle.analytics.disable=false");
        assertTrue(JvmFlags.missing(arguments, true).orElseThrow()
                .contains("-Dchronicle.analytics.disable=true"));
        arguments.add("-Dchronicle.analytics.disable=true");
        assertEquals(Optional.empty(), JvmFlags.missing(arguments, true));
        arguments.addFirst("--add-opens=java.base/java.lang.reflect=other.module");
        assertEquals(Optional.empty(), JvmFlags.missing(arguments, true));
    }
}
