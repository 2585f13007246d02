package dev.lapstrake.publish;

import dev.lapstrake.registry.PushedImage;

/** An image that is where it was to be. */
public record Published(PushTarget target, PushedImage image) {}
