package dev.lapstrake.log;

/** What happens in a build, told as it happens. Implementations may be called from several threads at once. */
public interface BuildLog {
    /** A step of the build has ended. */
    void step(Step step);

    /** Something that does not stop the build, but that the user ought to know. One sentence or two. */
    void warn(String message);

    /** A line that a command of a stage printed, as it comes. */
    void output(String stage, String line);

    /** Something is on its way that may take long; told a few times a second, and once when it has arrived. */
    void progress(Transfer transfer);

    /** Detail for someone who looks for the cause of something; shown under Maven's {@code -X}. */
    void detail(String message);

    /** Something begins that may be worth a bar in a picture of the build's time; the span's end is its end. */
    default Span span(String kind, String name) {
        return Span.NONE;
    }

    /** A log that nobody reads. */
    BuildLog SILENT = new BuildLog() {
        @Override
        public void step(Step step) {}

        @Override
        public void warn(String message) {}

        @Override
        public void output(String stage, String line) {}

        @Override
        public void progress(Transfer transfer) {}

        @Override
        public void detail(String message) {}
    };
}
