package dev.lapstrake.registry;

/** What is to be done in a repository, and so what to ask permission for. */
public enum Access {
    PULL("pull"),
    PUSH("pull,push");

    final String actions;

    Access(String actions) {
        this.actions = actions;
    }
}
