package io.rxpath.linux.proc;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rxpath.linux.PrivateNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSymbolsTest {
    private static final String TEXT = """
            ffffffff81e609e0 t napi_watchdog
            ffffffff81e609f0 T napi_watchdog_other
            ffffffff81e60a00 T not_napi_watchdog
            ffffffffc0001000 t veth_poll\t[veth]
            ffffffff81000001 t twice
            ffffffff81000002 t twice
            ffffffff81000003 t same
            ffffffff81000003 T same
            0000000000000000 T hidden
            000000000001c000 A percpu
            nonsense T strange
            line
            """;

    @ParameterizedTest
    @CsvSource({"napi_watchdog, ffffffff81e609e0", "veth_poll, ffffffffc0001000", "same, ffffffff81000003",
        "percpu, 1c000"})
    void aSymbolIsFoundByItsWholeName(String symbol, String address, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("kallsyms"), TEXT);
        assertEquals(OptionalLong.of(Long.parseUnsignedLong(address, 16)),
                KernelSymbols.address(file, symbol));
    }

    @ParameterizedTest
    @ValueSource(strings = {"napi", "watchdog", "twice", "hidden", "strange", "line", "veth_poll\t[veth]x",
        ""})
    void whatIsAbsentHiddenOrAmbiguousIsEmpty(String symbol, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("kallsyms"), TEXT);
        assertEquals(OptionalLong.empty(), KernelSymbols.address(file, symbol));
        assertEquals(OptionalLong.empty(), KernelSymbols.address(folder.resolve("absent"), symbol));
    }

    @Test
    void theRunningKernelTellsThoseWhoMayKnow() throws IOException {
        Path kallsyms = Path.of("/proc/kallsyms");
        assumeTrue(Files.isReadable(kallsyms), "this kernel has no /proc/kallsyms");
        List<String> wanted;
        try (var lines = Files.lines(kallsyms)) {
            wanted = lines.filter(line -> line.endsWith(" napi_watchdog")).toList();
        }
        assumeTrue(wanted.size() == 1 && !wanted.getFirst().startsWith("0000000000000000"),
                "addresses are hidden from this user, or the kernel has no napi_watchdog");
        assertEquals(OptionalLong.of(Long.parseUnsignedLong(wanted.getFirst().split(" ")[0], 16)),
                KernelSymbols.address("napi_watchdog"));
        assertEquals(OptionalLong.empty(), KernelSymbols.address("napi_watchdog_of_no_kernel"));
    }

    @Test
    void anOrdinaryUserIsToldNothingOrTheTruth() {
        OptionalLong known = KernelSymbols.address("napi_watchdog");
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            OptionalLong told = KernelSymbols.address("napi_watchdog");
            assertTrue(told.isEmpty() || told.equals(known), told + " instead of " + known);
        });
    }
}
