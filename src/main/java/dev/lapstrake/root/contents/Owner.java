package dev.lapstrake.root.contents;

/** A user and a group, by number. */
public record Owner(int user, int group) {
    public static final Owner ROOT = new Owner(0, 0);
}
