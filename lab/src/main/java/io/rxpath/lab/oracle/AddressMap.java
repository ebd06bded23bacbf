package io.rxpath.lab.oracle;

/** From kernel addresses to small numbers: open addressing; zero is no address. Nothing is ever removed. */
final class AddressMap {
    static final int NONE = -1;

    private long[] keys = new long[1024];
    private int[] values = new int[1024];
    private int size;

    int get(long address) {
        int slot = slot(keys, address);
        return keys[slot] == address ? values[slot] : NONE;
    }

    void put(long address, int value) {
        int slot = slot(keys, address);
        if (keys[slot] != address) {
            if (2 * size > keys.length) {
                grow();
                slot = slot(keys, address);
            }
            keys[slot] = address;
            size++;
        }
        values[slot] = value;
    }

    private void grow() {
        long[] newKeys = new long[2 * keys.length];
        int[] newValues = new int[2 * keys.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(newKeys, keys[i]);
                newKeys[slot] = keys[i];
                newValues[slot] = values[i];
            }
        }
        keys = newKeys;
        values = newValues;
    }

    /** Where an address is or belongs. */
    private static int slot(long[] keys, long address) {
        int mask = keys.length - 1;
        long mixed = address * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed >>> 40) & mask;
        while (keys[slot] != 0 && keys[slot] != address) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
