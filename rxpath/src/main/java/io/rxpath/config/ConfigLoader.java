package io.rxpath.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a configuration: one HOCON file, no includes. Substitutions see the file itself and the environment. Whatever is
 * wrong comes out as one {@link ConfigException} that lists all of it.
 */
public final class ConfigLoader {
    private static final int MAX_FILE_BYTES = 1 << 20;

    private ConfigLoader() {
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException where it cannot be read or anything in it is wrong
     */
    public static ReceiverConfig load(Path file) {
        return check(file).config();
    }

    /**
     * Reads a file and says besides what in it is unwise.
     *
     * @throws ConfigException as {@link #load}
     */
    public static CheckedConfig check(Path file) {
        return check(read(file), file.toString());
    }

    /**
     * Reads a text.
     *
     * @param originName what findings call it in place of a file name
     * @throws ConfigException where anything in it is wrong
     */
    public static ReceiverConfig parse(String text, String originName) {
        return check(text, originName).config();
    }

    /** As {@link #check(Path)}, of a text. */
    static CheckedConfig check(String text, String originName) {
        final Config tree = tree(text, originName);
        final Findings findings = new Findings(originName);
        final ReceiverConfig config = ConfigReader.read(tree.root(), findings);
        if (config != null) {
            ConfigRules.check(config, findings);
        }
        if (!findings.list().isEmpty()) {
            throw new ConfigException(findings.list());
        }
        return new CheckedConfig(config, ConfigAdvice.on(config, findings.beside()));
    }

    private static Config tree(String text, String originName) {
        final ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(originName)
                .setSyntax(ConfigSyntax.CONF).setIncluder(new NoIncludes());
        try {
            return ConfigFactory.parseString(text, options).resolve();
        } catch (com.typesafe.config.ConfigException wrong) {
            final int line = wrong.origin() == null ? 0 : Math.max(0, wrong.origin().lineNumber());
            throw refused(originName, line, "this is not HOCON: " + reason(wrong, originName));
        } catch (NoIncludes.IncludeException include) {
            throw refused(originName, 0, Findings.printable(include.getMessage()) + ".");
        } catch (StackOverflowError tooDeep) {
            throw refused(originName, 0, "this is not a configuration: its blocks are nested too deeply.");
        } catch (RuntimeException parserFault) {
            // The parser has answered some malformed texts with exceptions that are not its own.
            throw refused(originName, 0, "this is not HOCON: the parser failed with "
                    + Findings.printable(parserFault.toString()) + ".");
        }
    }

    /** The parser's words without the place, which the finding names itself. */
    private static String reason(com.typesafe.config.ConfigException wrong, String originName) {
        String words = String.valueOf(wrong.getMessage());
        if (words.startsWith(originName)) {
            words = words.substring(originName.length()).replaceFirst("^: (\\d+: )?", "");
        }
        return Findings.printable(words.replaceAll("\\s+", " "));
    }

    private static String read(Path file) {
        final String name = file.toString();
        if (Files.isDirectory(file)) {
            throw refused(name, 0, "this is a folder: a configuration file is wanted.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw refused(name, 0, "this is not a configuration: it is longer than 1 MiB.");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (NoSuchFileException missing) {
            throw refused(name, 0, "there is no such file: give the path of a configuration, for example"
                    + " conf/rxpath.conf.");
        } catch (AccessDeniedException denied) {
            throw refused(name, 0, "this user may not read it: change its permissions or run as its owner.");
        } catch (CharacterCodingException notUtf8) {
            throw refused(name, 0, "this is not a configuration: it is not UTF-8 text.");
        } catch (IOException failed) {
            throw refused(name, 0, "it cannot be read: " + failed.getMessage() + ".");
        }
    }

    private static ConfigException refused(String file, int line, String problem) {
        return new ConfigException(List.of(new Finding(file, line, "", problem)));
    }
}
