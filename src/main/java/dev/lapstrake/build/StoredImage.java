package dev.lapstrake.build;

import dev.lapstrake.archive.ArchivedImage;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.Registries;
import java.io.IOException;

/** The image in the store, for whoever makes a file of it. */
public record StoredImage(Workplace workplace, Registries registries) {
    /**
     * The image as it was built, for one platform or several, under all the names that it has.
     *
     * @param what the user wants to do with it, for the error
     * @throws BuildException if nothing was built
     */
    public ArchivedImage under(ImageName name, String what) throws BuildException {
        Store.requireImage(workplace, what);
        try {
            Layout store = new WholeStore(workplace, registries).open();
            return new ArchivedImage(
                    store,
                    Store.image(store),
                    name.tags().stream().map(name.reference()::withTag).toList());
        } catch (IOException e) {
            throw DiskProblem.of(e).exception(e);
        }
    }
}
