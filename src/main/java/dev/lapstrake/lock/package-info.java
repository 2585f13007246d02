/** The file beside the POM that holds every build to the same packages, images and JDK; it knows nothing of Debian. */
@NullMarked
package dev.lapstrake.lock;

import org.jspecify.annotations.NullMarked;
