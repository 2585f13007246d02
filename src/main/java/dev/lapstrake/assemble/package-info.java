/** The image manifest: the application's layers on a foundation, started as Jib's image of the settings says. */
@NullMarked
package dev.lapstrake.assemble;

import org.jspecify.annotations.NullMarked;
