package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rxpath.telemetry.journal.RunSummary;
import java.io.IOException;

/** What a journal holds of a run, on one line. */
final class RunLine {
    private RunLine() {
    }

    static String of(RunSummary run) {
        return "%s run %016x by rxpath %s on %s, process %d: packets %d, gaps %d with %d packets missing%s; %s"
                .formatted(RecordLine.time(run.header().startTimeNs()), run.header().runId(),
                        run.header().rxpathVersion(), run.header().host(), run.header().pid(), run.packets(),
                        run.gaps(), run.missing(),
                        run.firstNs() == 0
                                ? ""
                                : ", from " + RecordLine.time(run.firstNs()) + " to "
                                        + RecordLine.time(run.lastNs()),
                        run.end());
    }

    /** Writes the fields of a run into an object. */
    static void write(JsonGenerator json, RunSummary run) throws IOException {
        json.writeStringField("run", "%016x".formatted(run.header().runId()));
        json.writeStringField("position", run.position().toString());
        json.writeNumberField("startTimeNs", run.header().startTimeNs());
        json.writeStringField("rxpathVersion", run.header().rxpathVersion());
        json.writeStringField("host", run.header().host());
        json.writeNumberField("pid", run.header().pid());
        json.writeNumberField("packets", run.packets());
        json.writeNumberField("gaps", run.gaps());
        json.writeNumberField("missingPackets", run.missing());
        if (run.firstNs() != 0) {
            json.writeNumberField("firstAppNs", run.firstNs());
            json.writeNumberField("lastAppNs", run.lastNs());
        }
        json.writeStringField("end", run.end());
    }
}
