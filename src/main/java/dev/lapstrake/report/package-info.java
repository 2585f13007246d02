/** What a build made, written down for machines. */
@NullMarked
package dev.lapstrake.report;

import org.jspecify.annotations.NullMarked;
