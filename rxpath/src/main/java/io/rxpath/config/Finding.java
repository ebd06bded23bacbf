package io.rxpath.config;

/**
 * One thing wrong with a configuration.
 *
 * @param file the file, or the name given to a text, or empty for a configuration built in code
 * @param line the line in it, from 1, or 0 where there is none
 * @param path the key, for example {@code rxpath.workers[0].cpu}; empty where the file as a whole is meant
 * @param problem what was found and what is wanted, one sentence
 */
public record Finding(String file, int line, String path, String problem) {
    /** {@code FILE:LINE: PROBLEM}, without what is not known. The problem names the path itself. */
    @Override
    public String toString() {
        if (file.isEmpty()) {
            return problem;
        }
        return line > 0 ? file + ":" + line + ": " + problem : file + ": " + problem;
    }
}
