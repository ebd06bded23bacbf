package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** docs/embedding.md: its blocks of code, and its programs compiled. */
final class EmbeddingDocument {
    private static final Pattern CLASS = Pattern.compile("^public final class (\\w+)", Pattern.MULTILINE);

    private final String text;

    EmbeddingDocument() throws IOException {
        text = Files.readString(Child.root().resolve("docs/embedding.md"));
    }

    String text() {
        return text;
    }

    /** The blocks marked with a language, or with none where it is empty, in their order. */
    List<String> blocks(String language) {
        final List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        boolean wanted = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("```") && block == null) {
                block = new StringBuilder();
                wanted = line.substring(3).equals(language);
            } else if (line.equals("```")) {
                if (wanted) {
                    blocks.add(block.toString());
                }
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    /** Compiles the Java programs into a folder, warnings being errors, and gives their names. */
    List<String> compile(String classPath, Path output) {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final List<Source> sources = blocks("java").stream().map(Source::new).toList();
        final StringWriter complaints = new StringWriter();
        final boolean done = compiler.getTask(complaints, null, null, List.of("-d", output.toString(), "-cp",
                classPath, "-Xlint:all,-path", "-Werror", "-Xdoclint:all,-missing"), null, sources).call();
        assertEquals("", complaints.toString());
        assertEquals(true, done);
        return sources.stream().map(it -> it.name).toList();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final String code;

        Source(String code) {
            this(code, name(code));
        }

        private Source(String code, String name) {
            super(URI.create("string:///" + name + JavaFileObject.Kind.SOURCE.extension),
                    JavaFileObject.Kind.SOURCE);
            this.code = code;
            this.name = name;
        }

        private static String name(String code) {
            final Matcher matcher = CLASS.matcher(code);
            assertEquals(true, matcher.find(),
                    "a block of docs/embedding.md is no whole public class:\n" + code);
            return matcher.group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
