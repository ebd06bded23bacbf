package io.rxpath.lab.oracle;

/** A fixed number of values of an enum, all its first one to begin with. Neither reading nor writing allocates. */
final class EnumColumn<E extends Enum<E>> {
    private final E[] constants;
    private final byte[] ordinals;

    EnumColumn(Class<E> type, int size) {
        constants = type.getEnumConstants();
        ordinals = new byte[size];
    }

    E get(int i) {
        return constants[ordinals[i]];
    }

    void set(int i, E value) {
        ordinals[i] = (byte) value.ordinal();
    }
}
