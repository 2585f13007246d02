/** What a build tells the person who runs it, as events; how they look is the listener's choice. */
@NullMarked
package dev.lapstrake.log;

import org.jspecify.annotations.NullMarked;
