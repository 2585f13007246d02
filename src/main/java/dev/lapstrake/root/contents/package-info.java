/** What users ask a root to hold: packages, fonts, locales, time zones, certificates, users and folders. */
@NullMarked
package dev.lapstrake.root.contents;

import org.jspecify.annotations.NullMarked;
