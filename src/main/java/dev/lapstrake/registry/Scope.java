package dev.lapstrake.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token permits, in the words of Docker's token authentication.
 *
 * @param source another repository of the registry, from which a blob is to be mounted
 */
record Scope(String repository, Access access, Optional<String> source) {
    Scope(String repository, Access access) {
        this(repository, access, Optional.empty());
    }

    /** Written out for speed, as in {@link dev.lapstrake.net.Origin}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scope scope
                && scope.repository.equals(repository)
                && scope.access == access
                && scope.source.equals(source);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * repository.hashCode() + access.hashCode()) + source.hashCode();
    }

    Scope from(String other) {
        return new Scope(repository, access, Optional.of(other));
    }

    /** True if a text is a scope of the same repository. */
    boolean isOfSameRepository(String text) {
        return text.startsWith("repository:" + repository + ":");
    }

    /** What is asked for, a repository each. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(List.of("repository:" + repository + ":" + access.actions));
        source.ifPresent(other -> texts.add("repository:" + other + ":" + Access.PULL.actions));
        return texts;
    }
}
