/** The application as it goes into an image: its main class, its class path, and its layers. */
@NullMarked
package dev.lapstrake.app;

import org.jspecify.annotations.NullMarked;
