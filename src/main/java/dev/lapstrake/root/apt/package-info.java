/** Debian archives: where they are, what their signatures vouch for, and which packages a wish comes to. */
@NullMarked
package dev.lapstrake.root.apt;

import org.jspecify.annotations.NullMarked;
