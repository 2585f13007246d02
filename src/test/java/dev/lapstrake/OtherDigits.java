package dev.lapstrake;

import java.util.Locale;
import java.util.concurrent.Callable;

/** Runs code as on the machine of somebody who writes digits in another way than programs do. */
public final class OtherDigits {
    private OtherDigits() {}

    public static <T> T with(Callable<T> code) throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            return code.call();
        } finally {
            Locale.setDefault(before);
        }
    }
}
