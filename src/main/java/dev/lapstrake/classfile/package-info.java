/** What class files and jars say, read from their constant pools, whatever the version of the class file. */
@NullMarked
package dev.lapstrake.classfile;

import org.jspecify.annotations.NullMarked;
