package io.rxpath.linux.proc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Where the running kernel has its functions and variables: {@code /proc/kallsyms}. Some hundred thousand lines a
 * call, off the hot path.
 *
 * <p>Source: kernel/kallsyms.c; Documentation/admin-guide/sysctl/kernel.rst, kptr_restrict.
 */
public final class KernelSymbols {
    private static final Path KALLSYMS = Path.of("/proc/kallsyms");

    private KernelSymbols() {
    }

    /**
     * The address of a symbol, as trace records have it, valid until the next boot.
     *
     * @param symbol its name alone, without its module
     * @return empty where the kernel has no such symbol, has several of that name at different addresses, or hides
     *     addresses from this user: it shows them to CAP_SYSLOG, unless {@code kernel.kptr_restrict} is 2
     * @throws UncheckedIOException where the file cannot be read to its end
     */
    public static OptionalLong address(String symbol) {
        return address(KALLSYMS, symbol);
    }

    static OptionalLong address(Path kallsyms, String symbol) {
        long found = 0;
        try (BufferedReader lines = Files.newBufferedReader(kallsyms, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // ffffffff81e609e0 t napi_watchdog[\t[module]]
                int space = line.indexOf(' ');
                int name = space + 3;
                if (space <= 0 || !line.startsWith(symbol, name)) {
                    continue;
                }
                int end = name + symbol.length();
                if (end < line.length() && line.charAt(end) != '\t') {
                    continue;
                }
                long address = address(line, space);
                if (address == 0 || found != 0 && found != address) {
                    return OptionalLong.empty();
                }
                found = address;
            }
        } catch (NoSuchFileException notBuilt) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + kallsyms, e);
        }
        return found == 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    private static long address(String line, int end) {
        try {
            return Long.parseUnsignedLong(line, 0, end, 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
