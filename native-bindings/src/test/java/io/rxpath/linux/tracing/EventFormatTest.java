package io.rxpath.linux.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormatTest {
    private static final String POLL = """
            name: napi_poll
            ID: 2291
            format:
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
            \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
            \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

            \tfield:struct napi_struct * napi;\toffset:8;\tsize:8;\tsigned:0;
            \tfield:__data_loc char[] dev_name;\toffset:16;\tsize:4;\tsigned:0;
            \tfield:int work;\toffset:20;\tsize:4;\tsigned:1;

            print fmt: "napi poll on %p field:int no; offset:1;", REC->napi
            """;

    @Test
    void theKernelsTextIsUnderstood() {
        EventFormat format = EventFormat.parse(POLL);
        assertEquals("napi_poll", format.name());
        assertEquals(2291, format.id());
        assertEquals(6, format.fields().size(), format.toString());
        assertEquals(new EventField("common_flags", "unsigned char", 2, 1, false, false),
                format.field("common_flags"));
        assertEquals(new EventField("napi", "struct napi_struct *", 8, 8, false, false),
                format.field("napi"));
        assertEquals(new EventField("dev_name", "char[]", 16, 4, false, true), format.field("dev_name"));
        assertEquals(new EventField("work", "int", 20, 4, true, false), format.field("work"));
        assertEquals(20, format.offset("work"));
        assertFalse(format.hasField("no"));
    }

    @Test
    void aMissingFieldIsASentenceWithThoseThereAre() {
        LinuxException missing = assertThrows(LinuxException.class,
                () -> EventFormat.parse(POLL).offset("budget"));
        assertTrue(missing.is(Errno.ENOENT));
        assertEquals(
                "field budget of tracepoint napi_poll: ENOENT (no such file or directory); this kernel's records"
                        + " have common_type, common_flags, common_pid, napi, dev_name, work",
                missing.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"char prev_comm[16], prev_comm, char", "__u8 addr[sizeof(struct sockaddr_in6)], addr, __u8",
        "const char *const * argv, argv, const char *const *", "int a[2][3], a, int", "u32 *p, p, u32 *",
        "__rel_loc char[] where, where, __rel_loc char[]", "unsigned long args[6], args, unsigned long"})
    void declarationsOfC(String declaration, String name, String type) {
        EventField field = EventFormat.parse(
                "name: x\nID: 1\nformat:\n\tfield:" + declaration + ";\toffset:8;\tsize:4;\tsigned:0;\n")
                .field(name);
        assertEquals(new EventField(name, type, 8, 4, false, false), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name: x\nID: 1\n",
        "name: x\n\tfield:int a;\toffset:0;\tsize:4;\tsigned:1;\n",
        "ID: 1\n\tfield:int a;\toffset:0;\tsize:4;\tsigned:1;\n",
        "name: x\nID: 99999999999\n\tfield:int a;\toffset:0;\tsize:4;\tsigned:1;\n",
        "name: x\nID: 1\n\tfield:int a;\toffset:-1;\tsize:4;\tsigned:1;\n",
        "name: x\nID: 1\n\tfield:a;\toffset:0;\tsize:4;\tsigned:1;\n"})
    void whatIsNoFormatIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> EventFormat.parse(text));
    }

    @Test
    void whatIsWrittenIsRead() {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder("name: event_" + seed + "\nID: " + seed + "\nformat:\n");
            List<EventField> wanted = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(40); i++) {
                boolean elsewhere = random.nextInt(4) == 0;
                String type = elsewhere
                        ? "char[]"
                        : List.of("int", "unsigned long", "void *", "struct a *").get(random.nextInt(4));
                EventField field = new EventField("f" + i, type, random.nextInt(1 << 20),
                        random.nextInt(1 << 16), random.nextBoolean(), elsewhere);
                wanted.add(field);
                text.append("\tfield:").append(elsewhere ? "__data_loc " : "").append(type)
                        .append(type.endsWith("*") && random.nextBoolean() ? "" : " ").append(field.name())
                        .append(!elsewhere && random.nextInt(3) == 0 ? "[7]" : "").append(";\toffset:")
                        .append(field.offset()).append(";\tsize:").append(field.size()).append(";\tsigned:")
                        .append(field.signed() ? 1 : 0).append(random.nextInt(5) == 0 ? ";\n\n" : ";\n");
            }
            EventFormat format = EventFormat.parse(text.append("\nprint fmt: \"\", REC->f0\n").toString());
            assertEquals(wanted, List.copyOf(format.fields()), "seed " + seed);
            assertEquals(seed, format.id());
        }
    }

    @Test
    void damagedTextGivesNothingImpossible() {
        String alphabet = ":;[] \t\n0123456789-abcfieldoffset_*\u00e9\0";
        int parsed = 0;
        for (long seed = 1; seed <= 5000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder(POLL);
            for (int edits = random.nextInt(1, 20); edits > 0 && !text.isEmpty(); edits--) {
                int at = random.nextInt(text.length());
                char any = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, any);
                    case 1 -> text.insert(at, any);
                    case 2 -> text.delete(at, at + random.nextInt(1, 40));
                    default -> text.insert(at, POLL, random.nextInt(100), random.nextInt(100, 400));
                }
            }
            try {
                EventFormat format = EventFormat.parse(text.toString());
                parsed++;
                assertFalse(format.name().isBlank(), "seed " + seed);
                for (EventField field : format.fields()) {
                    assertTrue(field.offset() >= 0 && field.size() >= 0, "seed " + seed + ": " + field);
                    assertTrue(field.name().matches("[A-Za-z_][A-Za-z0-9_]*"), "seed " + seed + ": " + field);
                    assertEquals(field, format.field(field.name()), "seed " + seed);
                }
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.getMessage().startsWith("no format"), "seed " + seed + ": " + refused);
            }
        }
        assertTrue(parsed > 500, parsed + " of 5000 parsed");
    }

    @Test
    void aHugeLineIsNoTrouble() {
        String huge = "int x" + "a".repeat(200_000) + " [" + "[]".repeat(100_000);
        for (String end : new String[]{";\toffset:0;\tsize:1;\tsigned:0;\n", "\n"}) {
            assertTrue(EventFormat.parse("\tfield:" + huge + end + POLL).hasField("work"));
        }
    }
}
