package io.rxpath.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;

/** Refuses includes: a receiver has one file, and reading it fetches nothing from anywhere. */
final class NoIncludes
        implements
            ConfigIncluder,
            ConfigIncluderFile,
            ConfigIncluderURL,
            ConfigIncluderClasspath {
    /** Thrown where the file includes another. */
    static final class IncludeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        IncludeException(String what) {
            super("includes " + what + ", but a configuration is one file: its text is wanted here");
        }
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        throw new IncludeException(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        throw new IncludeException(what.toString());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw new IncludeException(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw new IncludeException(what);
    }
}
