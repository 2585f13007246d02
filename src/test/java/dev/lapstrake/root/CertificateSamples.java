package dev.lapstrake.root;

/** Certificates of two companies, which are no authorities of Debian's. */
final class CertificateSamples {
    static final String ONE = """
            -----BEGIN CERTIFICATE-----
            MIIBgjCCASmgAwIBAgIURz3pXsFpcO7GlEbbEbrXSa3PbNkwCgYIKoZIzj0EAwIw
            FjEUMBIGA1UECgwLQ29tcGFueSBPbmUwIBcNMjYxMTI2MDMzNTU4WhgPMjEyNjEx
            MDIwMzM1NThaMBYxFDASBgNVBAoMC0NvbXBhbnkgT25lMFkwEwYHKoZIzj0CAQYI
            KoZIzj0DAQcDQgAEZ4/JFTtJPS8tW1MZwufdhVf1G8YbVRLZhfeEJN/QdCElvIuA
            x37kQEN/mU6jDKcU3W+GxDomTkI1P9X/ZWN6cqNTMFEwHQYDVR0OBBYEFEeiqBRq
            uY3CDHj70up/Gu2of9RdMB8GA1UdIwQYMBaAFEeiqBRquY3CDHj70up/Gu2of9Rd
            MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgFM3L1UXpD5bdH9tR
            iPLKSJbJPMPL503q3iI9DJiJ4NoCIAZE6CJgAO1VC16FmjQY6I1O/76y35Q3qpZl
            caXsShMw
            -----END CERTIFICATE-----
            """;

    static final String TWO = """
            -----BEGIN CERTIFICATE-----
            MIIBhDCCASmgAwIBAgIUZOTM04fy0rePuY15tTSt3A4AMTwwCgYIKoZIzj0EAwIw
            FjEUMBIGA1UECgwLQ29tcGFueSBUd28wIBcNMjYxMTI2MDMzNTU4WhgPMjEyNjEx
            MDIwMzM1NThaMBYxFDASBgNVBAoMC0NvbXBhbnkgVHdvMFkwEwYHKoZIzj0CAQYI
            KoZIzj0DAQcDQgAEL+bvvNl9XBRuGk0GhKx3kam86V8atn3xjg+ObwVrq95V1R9a
            xLqJ5aY+PoqhoS+UAYL3vFhBOp5ajowaqdBI+6NTMFEwHQYDVR0OBBYEFCsaxYBk
            kF61qLQ19KMFPrUYQ0JOMB8GA1UdIwQYMBaAFCsaxYBkkF61qLQ19KMFPrUYQ0JO
            MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAJdbPLS9b0J8rsyn
            4bEsByYsOEN1JhytrqOkyUPWynkfAiEA9VBVRuO/G+K46WpYiwEF6mH7g+VDw1BO
            JNxkFMU3XiQ=
            -----END CERTIFICATE-----
            """;

    private CertificateSamples() {}
}
