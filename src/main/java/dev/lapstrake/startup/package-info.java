/**
 * Archives that a JVM starts from, rather than from jars: the runtime's own (JEP 341), and that of an application's classes
 * (JEP 310) or an AOT cache (JEP 483), for which the application is run once.
 */
@NullMarked
package dev.lapstrake.startup;

import org.jspecify.annotations.NullMarked;
