package io.rxpath.lab.truth;

import io.rxpath.telemetry.event.Branch;

/** What becomes of a label before it is judged: for a test that a wrong label stream is found out. */
@FunctionalInterface
public interface LabelFault {
    /** Labels as the receiver gave them. */
    LabelFault NONE = (number, branch) -> branch;

    /**
     * The branch that is judged; called on the poll thread, allocates nothing.
     *
     * @param number the packet's number in its worker
     * @param branch what the receiver said
     */
    Branch branch(long number, Branch branch);
}
