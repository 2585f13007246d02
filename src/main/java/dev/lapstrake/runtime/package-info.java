/** The Java runtime: the modules an application needs, linked from a JDK. */
@NullMarked
package dev.lapstrake.runtime;

import org.jspecify.annotations.NullMarked;
