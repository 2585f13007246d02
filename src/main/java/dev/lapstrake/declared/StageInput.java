package dev.lapstrake.declared;

import dev.lapstrake.stage.Stage;

/** A copy, and the stage that it copies from. */
public record StageInput(Stage from, Copy copy) {}
