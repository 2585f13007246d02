package dev.lapstrake.verify;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No package manager: what runs is what was built. */
final class PackageManagerRule implements Rule {
    private static final Pattern NAMES = Pattern.compile(
            "apt|apt-(cache|cdrom|config|get|key|mark)|aptitude"
                    + "|dpkg|dpkg-(deb|divert|query|reconfigure|split|statoverride|trigger|realpath|maintscript-helper)|debconf.*"
                    + "|rpm|rpmkeys|yum|dnf\\d?|microdnf|zypper|apk|pacman|opkg|ipkg|emerge|xbps-.*|snap|flatpak|nix(-env)?|brew");

    @Override
    public String id() {
        return "package-manager";
    }

    @Override
    public Stream<Violation> check(Image image) {
        return image.programs(NAMES.asMatchPredicate())
                .map(path -> image.violation(this, path, "belongs to a package manager"));
    }
}
