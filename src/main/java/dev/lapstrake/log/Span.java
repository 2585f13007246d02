package dev.lapstrake.log;

/** A stretch of the build's time, for whoever looks where the time goes: from when it is asked for until it is closed. */
public interface Span extends AutoCloseable {
    /** Nobody looks. */
    Span NONE = new Span() {
        @Override
        public Span with(String name, Object value) {
            return this;
        }

        @Override
        public void close() {}
    };

    /**
     * Tells more of it.
     *
     * @param value a number, or something whose text says what it is; never a secret
     */
    Span with(String name, Object value);

    /** Ends it. */
    @Override
    void close();
}
