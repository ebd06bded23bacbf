package io.rxpath.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A block of the file being read. Each getter gives the value, or its fallback where the key is absent or wrong; what is
 * wrong goes to the findings, so that one reading finds it all. {@link #refuseUnknown()} comes last.
 */
final class Section {
    private static final int SHOWN_CHARACTERS = 40;

    private final String path;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();
    private final Findings findings;
    private final Set<String> known = new LinkedHashSet<>();

    Section(String path, ConfigObject object, Findings findings) {
        this.path = path;
        this.findings = findings;
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            if (entry.getValue().valueType() != ConfigValueType.NULL) {
                values.put(entry.getKey(), entry.getValue());
                findings.locate(path(entry.getKey()), entry.getValue().origin());
            }
        }
    }

    long timeNs(String key, long fallback) {
        return quantity(Quantity.TIME, key, fallback);
    }

    /** A time, or 0 where the word off stands for it. */
    long timeOrOffNs(String key, long fallback) {
        return isOff(key) ? 0 : timeNs(key, fallback);
    }

    /** A long time, or 0 where there is none or the word off stands for it. */
    long ageOrOffNs(String key) {
        return isOff(key) ? 0 : quantity(Quantity.AGE, key, 0);
    }

    /** A size, or 0 where there is none or the word off stands for it. */
    long sizeOrOffBytes(String key) {
        return isOff(key) ? 0 : largeSizeBytes(key, 0);
    }

    long largeSizeBytes(String key, long fallback) {
        return quantity(Quantity.SIZE, key, fallback);
    }

    int timeUsecs(String key, int fallback) {
        final long ns = timeNs(key, fallback * 1_000L);
        if (ns % 1_000 != 0) {
            return refuse(key, "a whole number of microseconds", fallback);
        }
        return fits(key, ns / 1_000, "at most " + Integer.MAX_VALUE + "us", fallback);
    }

    int sizeBytes(String key, int fallback) {
        return fits(key, quantity(Quantity.SIZE, key, fallback), "less than 2GiB", fallback);
    }

    int integer(String key, int fallback) {
        final ConfigValue value = value(key);
        if (value == null) {
            return fallback;
        }
        if (value.unwrapped() instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        return refuse(key, "a whole number", fallback);
    }

    double number(String key, double fallback) {
        final ConfigValue value = value(key);
        if (value == null) {
            return fallback;
        }
        return value.unwrapped() instanceof Number number
                ? number.doubleValue()
                : refuse(key, "a number", fallback);
    }

    boolean flag(String key, boolean fallback) {
        final ConfigValue value = value(key);
        if (value == null) {
            return fallback;
        }
        return value.unwrapped() instanceof Boolean flag ? flag : refuse(key, "true or false", fallback);
    }

    /** A text; digits without quotes are one too, as they stand in the file. */
    String text(String key, String fallback) {
        final ConfigValue value = value(key);
        if (value == null) {
            return fallback;
        }
        return switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN -> asWritten(value);
            default -> refuse(key, "a text", fallback);
        };
    }

    /** A text that must be there. */
    String requiredText(String key, String wanted) {
        require(key, wanted);
        return text(key, "");
    }

    /** A whole number that must be there. */
    int requiredInteger(String key, String wanted) {
        require(key, wanted);
        return integer(key, 0);
    }

    /** A whole number from {@code min} to {@code max} that must be there; {@code min} where it is not. */
    int requiredIntegerWithin(String key, int min, int max, String what) {
        final String wanted = what + " from " + min + " to " + max;
        require(key, wanted);
        final ConfigValue value = value(key);
        if (value == null) {
            return min;
        }
        return value.unwrapped() instanceof Number number && number.doubleValue() == number.intValue()
                && number.intValue() >= min && number.intValue() <= max
                        ? number.intValue()
                        : refuse(key, wanted, min);
    }

    InetAddress address(String key) {
        final String text = text(key, null);
        if (text == null) {
            return null;
        }
        return AddressLiteral.parse(text).orElseGet(
                () -> refuse(key, "an IP address in digits (names are not looked up), without a zone", null));
    }

    /** Whether a block stands at {@code key}. */
    boolean isBlock(String key) {
        return value(key) instanceof ConfigObject;
    }

    /** The block at {@code key}, empty where it is absent. */
    Optional<Section> section(String key) {
        final ConfigValue value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ConfigObject object) {
            return Optional.of(new Section(path(key), object, findings));
        }
        refuse(key, "a block in braces", null);
        return Optional.empty();
    }

    /** The blocks of the list at {@code key}. */
    List<Section> sections(String key, String wanted) {
        require(key, wanted);
        final ConfigValue value = value(key);
        final List<Section> sections = new ArrayList<>();
        if (value instanceof ConfigList list) {
            for (int i = 0; i < list.size(); i++) {
                final String element = path(key) + "[" + i + "]";
                findings.locate(element, list.get(i).origin());
                if (list.get(i) instanceof ConfigObject object) {
                    sections.add(new Section(element, object, findings));
                } else {
                    findings.add(element, "is " + shown(list.get(i)) + ": a block in braces is wanted");
                    findings.taint(path(key));
                }
            }
        } else if (value != null) {
            refuse(key, wanted, null);
        }
        return sections;
    }

    /** Says what was found at {@code key} and what is wanted, and gives {@code fallback}. */
    <T> T refuse(String key, String wanted, T fallback) {
        findings.add(path(key), "is " + shown(values.get(key)) + ": " + wanted + " is wanted");
        return fallback;
    }

    /** Refuses each key that no getter asked for. */
    void refuseUnknown() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                findings.add(path(key),
                        "is not known here: "
                                + NearestName.of(key, known).map(near -> "did you mean " + near + "?")
                                        .orElse("the keys are " + String.join(", ", known)));
            }
        }
    }

    private boolean isOff(String key) {
        final ConfigValue value = value(key);
        return value != null && "off".equals(value.unwrapped());
    }

    private ConfigValue value(String key) {
        known.add(key);
        return values.get(key);
    }

    private void require(String key, String wanted) {
        if (value(key) == null) {
            findings.add(path(key), "is missing: " + wanted + " is wanted");
        }
    }

    private long quantity(Quantity quantity, String key, long fallback) {
        final ConfigValue value = value(key);
        if (value == null) {
            return fallback;
        }
        final boolean scalar = value.valueType() == ConfigValueType.STRING
                || value.valueType() == ConfigValueType.NUMBER;
        final OptionalLong parsed = scalar ? quantity.parse(asWritten(value)) : OptionalLong.empty();
        return parsed.isPresent() ? parsed.getAsLong() : refuse(key, quantity.wanted(), fallback);
    }

    private int fits(String key, long value, String wanted, int fallback) {
        return value <= Integer.MAX_VALUE ? (int) value : refuse(key, wanted, fallback);
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** A scalar as it stands in the file: 310 stays 310, 0310 stays 0310. */
    private static String asWritten(ConfigValue scalar) {
        return scalar.atKey("it").getString("it");
    }

    private static String shown(ConfigValue value) {
        final String json = value.render(ConfigRenderOptions.concise());
        return json.length() <= SHOWN_CHARACTERS ? json : json.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
