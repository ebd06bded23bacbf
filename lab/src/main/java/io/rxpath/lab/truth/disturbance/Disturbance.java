package io.rxpath.lab.truth.disturbance;

/** Something that goes on beside the receiver while packets come. */
@FunctionalInterface
public interface Disturbance {
    /** Nothing goes on. */
    Disturbance NONE = stage -> () -> {
    };

    /** A disturbance that goes on. */
    @FunctionalInterface
    interface Running extends AutoCloseable {
        /**
         * Ends it and puts everything back as it was.
         *
         * @throws RuntimeException where it could not go on as meant, so that its cell says nothing
         */
        @Override
        void close();
    }

    /**
     * Begins it, on threads of its own; called by a thread that lives in the receiver's network namespace.
     *
     * @throws RuntimeException where it cannot begin; nothing is changed then
     */
    Running start(Stage stage);
}
