package io.rxpath.linux.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @Test
    void rxpathRunsWhereItsTestsDo() {
        assertEquals(Optional.empty(), Platform.check());
        assertTrue(Version.parse(Platform.glibcVersion()).isPresent(), Platform.glibcVersion());
    }

    @ParameterizedTest
    @CsvSource({"Linux, amd64, ''", "Linux, x86_64, ''", "Linux, aarch64, aarch64",
        "Mac OS X, aarch64, Mac OS X", "Windows 11, amd64, Windows 11"})
    void systemAndProcessor(String system, String architecture, String named) {
        Optional<String> refusal = Platform.check(system, architecture);
        assertEquals(named.isEmpty(), refusal.isEmpty());
        refusal.ifPresent(sentence -> assertSentence(sentence, named));
    }

    @ParameterizedTest
    @CsvSource({"2.35, ''", "2.36, ''", "2.41.9000, ''", "3.0, ''", "2.34, glibc 2.34", "2.9, glibc 2.9",
        "'', not glibc", "unknown, glibc unknown"})
    void theCLibrary(String version, String named) {
        Optional<String> refusal = Platform.checkGlibc(version);
        assertEquals(named.isEmpty(), refusal.isEmpty());
        refusal.ifPresent(sentence -> assertSentence(sentence, named));
    }

    private static void assertSentence(String sentence, String named) {
        assertTrue(sentence.contains(named) && sentence.contains("glibc 2.35") && sentence.endsWith("."),
                sentence);
    }

    @ParameterizedTest
    @CsvSource({"6.18.44-fc-v669, 6.18", "2.36, 2.36", "6.8, 6.8", "' 5.15.0\n', 5.15", "6.1-rc3, 6.1"})
    void versions(String text, String version) {
        assertEquals(version, Version.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @CsvSource({"''", "six", "6", "6.", ".8", "99999999.1"})
    void noVersions(String text) {
        assertEquals(Optional.empty(), Version.parse(text));
    }
}
