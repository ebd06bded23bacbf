package io.rxpath.lab.oracle;

import io.rxpath.linux.Libc;
import java.util.List;

/** A parent for the test to kill: starts a recording and prints the recorder's process id. */
final class ParentToKill {
    private ParentToKill() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        TraceRecorder recorder = TraceRecorder.open(RecorderCommand.likeThisProcess(List.of(), 60));
        recorder.start(Libc.gettid(), List.of("lo"), 1 << 20);
        System.out.println(recorder.pid());
        Thread.sleep(60_000); // until it is killed
    }
}
