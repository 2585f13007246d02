/**
 * A second build of an integration test's project: in another folder, with a cache of its own, below its own script.
 *
 * <p>Load it from a {@code verify.groovy} with {@code this.class.classLoader.parseClass(new File(shared,
 * 'Elsewhere.groovy'))}, and hand over {@code binding.variables}, which has what Invoker tells.
 */
class Elsewhere {
    /** What Invoker tells its scripts. */
    Map told

    /** Whether another user builds, where the kernel lets one be played, with a umask that lets nobody else read. */
    boolean stranger

    /** More variables for Maven. */
    Map<String, String> environment = [:]

    File getFolder() {
        return new File(told.basedir, 'elsewhere/with a blank')
    }

    /** What the last build printed. */
    File getLog() {
        return new File(told.basedir, 'elsewhere.log')
    }

    /** Copies files, or whole folders, of the project. */
    void copy(String... names) {
        folder.mkdirs()
        assert ['cp', '-R', '--parents', *names, folder.path].execute(null, told.basedir).waitFor() == 0
    }

    /** Packages the project, and gives Maven's exit code. */
    int build(Object... arguments) {
        List command = [
            *(stranger ? player() : []),
            "${System.getProperty('maven.home')}/bin/mvn", '-B', 'package',
            "-Dmaven.repo.local=$told.localRepositoryPath", "-Dit.plugin.version=$told.pluginVersion",
            "-Dlapstrake.cache=$folder/cache", *arguments,
        ]
        ProcessBuilder builder = new ProcessBuilder(command*.toString())
                .directory(folder)
                .redirectErrorStream(true)
                .redirectOutput(log)
        builder.environment().putAll(environment)
        return builder.start().waitFor()
    }

    private static List player() {
        List play = ['unshare', '--user', '--map-user=12345', '--map-group=12345']
        boolean playable = new ProcessBuilder('sh', '-c', "${play.join(' ')} true 2>&-".toString()).start().waitFor() == 0
        return (playable ? play : []) + ['sh', '-c', 'umask 0077; exec "$@"', 'sh']
    }
}
