package dev.lapstrake.registry;

/** What a token permits, in the words of Docker's token authentication. */
record Scope(String repository, Access access) {
    /** True if a text is a scope of the same repository. */
    boolean isOfSameRepository(String text) {
        return text.startsWith("repository:" + repository + ":");
    }

    @Override
    public String toString() {
        return "repository:" + repository + ":" + access.actions;
    }
}
