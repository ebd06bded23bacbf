package io.rxpath.linux.tracing;

/**
 * One field of a tracepoint's record.
 *
 * @param name as filters call it
 * @param type in C's words, without {@code __data_loc} and array bounds, for example {@code struct napi_struct *}
 * @param offset in bytes from the start of the record, the common fields included
 * @param size in bytes; of a data location its own four
 * @param signed whether a number is to be extended by its sign
 * @param isDataLocation whether the field holds where its data lie instead of the data: a 32-bit word with the
 *     offset from the start of the record in the low and the length in bytes in the high half
 */
public record EventField(String name, String type, int offset, int size, boolean signed,
        boolean isDataLocation) {
}
