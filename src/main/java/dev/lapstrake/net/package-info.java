/** The way from this machine to others: proxies, and the certificates by which peers know each other. */
@NullMarked
package dev.lapstrake.net;

import org.jspecify.annotations.NullMarked;
